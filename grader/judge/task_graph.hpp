// SPDX-License-Identifier: MIT
// The exercise's operations and what each one needs, and the best any schedule can do with them.
#pragma once

#include <cstdint>
#include <vector>

namespace judge {

/// A task for each entry: the indices of the tasks that must end before it starts. Tasks are of
/// unit length and in an order in which every task stands behind those it needs.
struct task_graph {
  std::vector<std::vector<int>> needs;

  std::int64_t serial() const { return static_cast<std::int64_t>(needs.size()); }
  /// The least makespan on that many workers, exact. Requires: at most 20 tasks, workers > 0.
  /// Cost: breadth-first search over the sets of finished tasks, at most 2^tasks of them.
  std::int64_t optimum(int workers) const;
};

}  // namespace judge
