// SPDX-License-Identifier: MIT
// nested_empty: many tasks that do nothing, submitted by a task: the way that a pool's own worker
// has.
//
// Beside empty_tasks it shows what a backend gains by queues of its workers' own.
//
// Source: tokio's benchmarks `spawn_many_local` and `spawn_many_remote`, with 10,000 tasks.
#include "bench/workload.hpp"

namespace bench {
namespace {

std::int64_t submit_many(futures::executor& pool, std::int64_t count) {
  std::vector<futures::future<int>> ones;
  ones.reserve(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) ones.push_back(pool.submit([] { return 1; }));
  std::int64_t sum = 0;
  for (const auto& one : ones) sum += one.result();
  return sum;
}

std::int64_t run(futures::executor& pool, std::int64_t count) {
  return pool.submit(submit_many, std::ref(pool), count).result();
}

const workload_registration registered{
    {.name = "nested_empty",
     .summary = "empty_tasks from inside: a task submits N and collects them",
     .sizes = {.tiny = 10, .quick = 2'000, .full = 20'000},
     .labels = {stress::spawn_overhead, stress::blocking},
     .run = run,
     .answer = [](std::int64_t count) { return count; },
     .tasks = [](std::int64_t count) { return count + 1; }}};

}  // namespace
}  // namespace bench
