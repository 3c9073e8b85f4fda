// SPDX-License-Identifier: MIT
// empty_tasks: many tasks that do nothing, submitted from outside, then all results collected.
#include "bench/workload.hpp"

namespace bench {
namespace {

std::int64_t run(futures::executor& pool, std::int64_t count) {
  std::vector<futures::future<int>> ones;
  ones.reserve(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) ones.push_back(pool.submit([] { return 1; }));
  std::int64_t sum = 0;
  for (const auto& one : ones) sum += one.result();
  return sum;
}

std::int64_t itself(std::int64_t count) { return count; }

const workload_registration registered{
    {.name = "empty_tasks",
     .summary = "submit N tasks that do nothing, then collect them all: throughput",
     .sizes = {.tiny = 10, .quick = 2'000, .full = 20'000},
     .labels = {stress::spawn_overhead},
     .run = run,
     .answer = itself,
     .tasks = itself}};

}  // namespace
}  // namespace bench
