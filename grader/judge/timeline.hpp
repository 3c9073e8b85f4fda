// SPDX-License-Identifier: MIT
// When each operation of a run was under way, and when it could have been.
#pragma once

#include <functional>
#include <vector>

#include "grader/judge/run.hpp"
#include "grader/manifest/operation_graph.hpp"
#include "reports/record/submission_record.hpp"

namespace judge {

struct run_timeline {
  std::vector<reports::timeline_bar> bars;  ///< in the order of their starts
  /// "worker 1", "caller", "thread 1" for one of the submission's own: who ran the lane's bars.
  /// Empty when the trace does not tell; then a bar's lane is the first that is free when it
  /// starts.
  std::vector<std::string> lanes{};
};

/// A bar for each operation of a run in virtual time that returned; of runs with more than
/// reports::most_bars operations nothing. `workers` of the pool have a lane each, also those that
/// ran nothing; 0: only those that did.
run_timeline timeline_of(const run_result& run, unsigned workers,
                         const std::function<std::string(const operation&)>& name,
                         const std::function<std::optional<int>(const operation&)>& line);

/// Bars for the exercise's graph, each operation as early as its operands allow: the shortest
/// schedule there is with workers to spare (critical path method). `steps` are the costs of the
/// table's operations.
std::vector<reports::timeline_bar> ideal_timeline(const grader::operation_graph& graph,
                                                  const operation_table& table,
                                                  const std::vector<std::int64_t>& steps);

}  // namespace judge
