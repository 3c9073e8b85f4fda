// SPDX-License-Identifier: MIT
// round_trip: submit one task from outside and wait for it, again and again: the pool is warm.
#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

leg measure(pool& on, std::int64_t count) {
  return percentiles(on.trips(count, std::chrono::nanoseconds(0)), {0.5, 0.9, 0.99});
}

const work_registration registered{
    {.place = 3,
     .name = "round_trip",
     .summary = "submit one task and wait for it, again and again: time of a trip",
     .metrics = {{"round_trip", "s"}, {"round_trip_p90", "s"}, {"round_trip_p99", "s"}},
     .sizes = {.trial = 50, .tiny = 10, .whole = 3'000},
     .measure = measure,
     .answer = itself}};

}  // namespace
}  // namespace bench::overhead
