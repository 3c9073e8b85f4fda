// SPDX-License-Identifier: MIT
// Operations, what each one needs and how long it takes; and the best any schedule can do with
// them.
#pragma once

#include <cstdint>
#include <vector>

namespace judge {

/// A task for each entry of `needs`: the indices of the tasks that must end before it starts. Every
/// task stands behind those it needs. Units: steps.
struct task_graph {
  std::vector<std::vector<int>> needs;
  std::vector<std::int64_t> costs{};  ///< how long each task takes, above 0; empty: one step each

  int size() const noexcept { return static_cast<int>(needs.size()); }
  std::int64_t cost(int task) const {
    return costs.empty() ? 1 : costs[static_cast<std::size_t>(task)];
  }
  /// T1: all tasks, one after the other.
  std::int64_t work() const;
  /// Tinf: the longest chain of tasks of which each needs the one before.
  std::int64_t span() const;
  /// No schedule is shorter: the laws of work and span, and how much must be done between any two
  /// times. Source: Fernandez and Bussell 1973, theorem 1.
  std::int64_t lower_bound(int workers) const;
  /// The makespan when a free worker always takes the first task in `order` that is ready. What
  /// this greedy way gives need not be the optimum, whatever the order. Source: Graham 1969.
  std::int64_t list_schedule(int workers, const std::vector<int>& order) const;
  /// The least makespan of all schedules, those included that leave a worker idle although a task
  /// is ready; exact. Requires: workers > 0, at most 20 tasks. Cost: none to speak of where a
  /// greedy schedule meets the lower bound; else a search that grows exponentially in the number of
  /// tasks.
  std::int64_t optimum(int workers) const;
};

}  // namespace judge
