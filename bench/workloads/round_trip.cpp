// SPDX-License-Identifier: MIT
// round_trip: submit one task, wait for it, and again: how long a result is on its way.
#include "bench/workload.hpp"

namespace bench {
namespace {

std::int64_t run(futures::executor& pool, std::int64_t trips) {
  std::int64_t done = 0;
  while (done < trips) done = pool.submit([](std::int64_t x) { return x + 1; }, done).result();
  return done;
}

std::int64_t itself(std::int64_t trips) { return trips; }

const workload_registration registered{
    {.name = "round_trip",
     .summary = "submit one task and wait for it, again and again: latency",
     .sizes = {.tiny = 3, .quick = 200, .full = 2'000},
     .labels = {stress::latency},
     .run = run,
     .answer = itself,
     .tasks = itself}};

}  // namespace
}  // namespace bench
