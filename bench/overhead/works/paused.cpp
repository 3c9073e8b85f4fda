// SPDX-License-Identifier: MIT
// paused: a round trip after a pause, in which all workers fall asleep: the pool is idle.
//
// There is no 99th percentile: with the pauses, so many trips would take minutes.
#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

leg measure(pool& on, std::int64_t count) {
  return percentiles(on.trips(count, std::chrono::milliseconds(1)), {0.5, 0.9});
}

const work_registration registered{
    {.place = 4,
     .name = "paused",
     .summary = "the same after pauses of 1 ms: time of a trip that wakes a worker",
     .metrics = {{"paused", "s"}, {"paused_p90", "s"}},
     .sizes = {.trial = 3, .tiny = 3, .whole = 200},
     .measure = measure,
     .answer = itself}};

}  // namespace
}  // namespace bench::overhead
