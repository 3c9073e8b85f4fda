// SPDX-License-Identifier: MIT
// What the workloads `taskbench_...` have in common: all but the pattern.
#pragma once

#include "bench/task_bench.hpp"
#include "bench/thread_per_task.hpp"

namespace bench::task_bench {

/// The graph that a workload runs, its size the number of steps.
template <const pattern& Shape>
graph workload_graph(std::int64_t steps) {
  // 16 points are enough for 16 workers; 1000 iterations are some microseconds.
  return {.shape = Shape, .width = 16, .steps = steps, .iterations = 1'000};
}

/// What a file in workloads/ registers.
template <const pattern& Shape>
workload make_workload(std::string_view name, std::string_view summary,
                       std::vector<stress> labels) {
  return {
      .name = name,
      .summary = summary,
      .sizes = {.tiny = 6, .quick = 32, .full = 1'000},  // 1000: the paper's number
      .labels = std::move(labels),
      .run =
          [](futures::executor& pool, std::int64_t steps) {
            return static_cast<std::int64_t>(task_bench::run(pool, workload_graph<Shape>(steps)));
          },
      .answer =
          [](std::int64_t steps) {
            return static_cast<std::int64_t>(task_bench::answer(workload_graph<Shape>(steps)));
          },
      .tasks = [](std::int64_t steps) { return workload_graph<Shape>(steps).points(); },
      .refusal =
          [](const futures::backend& where, std::int64_t steps) {
            return too_many_threads(where, workload_graph<Shape>(steps).points());
          },
      .serial =
          [](std::int64_t steps) {
            return static_cast<std::int64_t>(run_serially(workload_graph<Shape>(steps)));
          }};
}

}  // namespace bench::task_bench
