// SPDX-License-Identifier: MIT
// When each operation of a run was under way, and when it could have been.
#pragma once

#include <functional>
#include <vector>

#include "grader/judge/run.hpp"
#include "grader/manifest/operation_graph.hpp"
#include "reports/record/submission_record.hpp"

namespace judge {

/// A bar for each operation of a run in virtual time that returned, in the order of their starts;
/// of runs with more than reports::most_bars operations nothing. A bar's lane is the first that is
/// free when it starts, so there are as many lanes as operations at once.
std::vector<reports::timeline_bar> timeline_of(
    const run_result& run, const std::function<std::string(const operation&)>& name,
    const std::function<std::optional<int>(const operation&)>& line);

/// The same for the exercise's graph, each operation as early as its operands allow: the shortest
/// schedule there is with workers to spare (critical path method). `steps` are the costs of the
/// table's operations.
std::vector<reports::timeline_bar> ideal_timeline(const grader::operation_graph& graph,
                                                  const operation_table& table,
                                                  const std::vector<std::int64_t>& steps);

}  // namespace judge
