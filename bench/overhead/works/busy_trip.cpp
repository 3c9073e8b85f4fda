// SPDX-License-Identifier: MIT
// busy_trip: a round trip while the workers have other tasks to run: the pool is busy.
#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

leg measure(pool& on, std::int64_t count) {
  return percentiles(on.busy_trips(count), {0.5, 0.9, 0.99});
}

const work_registration registered{
    {.place = 11,
     .name = "busy_trip",
     .summary = "round_trip behind four tasks of 10 us a worker: time of a trip",
     .metrics = {{"busy_trip", "s"}, {"busy_trip_p90", "s"}, {"busy_trip_p99", "s"}},
     .sizes = {.trial = 10, .tiny = 10, .whole = 1'000},
     .measure = measure,
     .answer = itself}};

}  // namespace
}  // namespace bench::overhead
