// SPDX-License-Identifier: MIT
// Graphs of tasks for those who have no futures that a task could wait for.
#pragma once

#include "bench/overhead/timing.hpp"

namespace bench::overhead {

/// Computes the graph step by step, or all points at once if none needs another.
/// `run_all(n, task)` calls task(0) ... task(n - 1) in tasks and returns when they are done.
/// Returns: all values as one.
template <class RunAll>
std::int64_t graph_by_steps(const task_bench::graph& what, RunAll run_all) {
  std::vector<task_bench::number> values(static_cast<std::size_t>(what.points()));
  auto* const all = values.data();
  if (!what.has_inputs()) {
    run_all(what.points(), [&what, all](std::int64_t i) {
      all[i] = compute(what, i / what.width, i % what.width, [](std::int64_t) { return 0; });
    });
  } else {
    const auto* before = all;
    auto* now = all;
    for (std::int64_t step = 0; step < what.steps; ++step) {
      run_all(what.points_of(step), [&what, step, before, now](std::int64_t point) {
        now[point] = compute(what, step, point, [before](std::int64_t i) { return before[i]; });
      });
      before = now;
      now += what.points_of(step);
    }
  }
  return static_cast<std::int64_t>(task_bench::fold_all(values));
}

}  // namespace bench::overhead
