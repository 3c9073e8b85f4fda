// SPDX-License-Identifier: MIT
// process_trip: round_trip, where the workers are processes.
#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

leg measure(pool& on, std::int64_t count) {
  return percentiles(on.trips(count, std::chrono::nanoseconds(0)), {0.5, 0.9, 0.99});
}

const work_registration registered{
    {.place = 7,
     .name = "process_trip",
     .summary = "round_trip on pools of processes: time of a trip",
     .kind = pool_kind::processes,
     .metrics = {{"process_trip", "s"}, {"process_trip_p90", "s"}, {"process_trip_p99", "s"}},
     .sizes = {.trial = 10, .tiny = 10, .whole = 2'000},
     .measure = measure,
     .answer = itself}};

}  // namespace
}  // namespace bench::overhead
