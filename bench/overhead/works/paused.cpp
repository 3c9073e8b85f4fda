// SPDX-License-Identifier: MIT
// paused: a round trip after a pause, in which all workers fall asleep.
#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

leg measure(pool& on, std::int64_t count) {
  auto found = median_and_p99(on.trips(count, std::chrono::milliseconds(1)));
  found.values.pop_back();  // of 200 trips too few are beyond the 99th percentile
  return found;
}

const work_registration registered{
    {.place = 4,
     .name = "paused",
     .summary = "the same after pauses of 1 ms: time of a trip that wakes a worker",
     .metrics = {{"paused", "s"}},
     .sizes = {.trial = 3, .tiny = 3, .whole = 200},
     .measure = measure,
     .answer = itself}};

}  // namespace
}  // namespace bench::overhead
