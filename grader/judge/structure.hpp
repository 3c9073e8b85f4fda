// SPDX-License-Identifier: MIT
// How parallel a submission is: its makespans in virtual time beside those that are possible.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grader/judge/run.hpp"
#include "grader/judge/task_graph.hpp"
#include "grader/manifest/operation_graph.hpp"

namespace judge {

/// The costs that marks are given for. Throws: fault when the manifest has no graph.
const grader::cost_setting& marked_costs(const grader::operation_graph& graph);

/// The exercise's task graph when its operations take that long.
task_graph graph_with(const grader::operation_graph& graph, const grader::cost_setting& costs);

/// The steps of each operation of the table; one for those that the setting does not name.
/// Throws: fault when the graph has a function that the table has not.
std::vector<std::int64_t> costs_by_number(const grader::cost_setting& costs,
                                          const operation_table& table);

/// A number of workers that the graph cannot use up, even when tasks of the submission that only
/// wait take workers of their own.
unsigned workers_to_spare(const grader::operation_graph& graph);

/// The speedup of the best schedule on that many workers, work / optimum makespan, when operations
/// take the time that is marked. Throws: fault when the manifest has no graph.
double ideal_speedup(const grader::operation_graph& graph, unsigned workers);

/// A run in virtual time and what a schedule of the exercise's graph can reach. Units: steps.
struct measured_run {
  unsigned workers = 0;                  ///< 0: any number
  std::optional<std::int64_t> makespan;  ///< empty when it did not return
  std::int64_t optimum = 0;
  std::int64_t serial = 0;
  std::optional<std::int64_t> idle{};  ///< see idle_steps()

  /// Whether more can be reached than one operation at a time.
  bool can_gain() const noexcept { return optimum < serial; }
};

/// The share of the possible gain over one operation at a time that a makespan reaches, 0 to 1:
/// (serial / makespan - 1) / (serial / optimum - 1).
double share_of_gain(std::int64_t makespan, std::int64_t serial, std::int64_t optimum);

/// What runs are worth.
struct structure_mark {
  double share = 1;       ///< of the points: the least of all runs that could gain something
  std::string message;    ///< the run that decides; empty when nothing is missing
  std::string next_step;  ///< what fewer steps are worth; empty when nothing is missing
};

/// Runs that did not return are not looked at.
structure_mark mark_structure(const std::vector<measured_run>& runs, double points);

/// "one worker", "3 workers", "any number of workers".
std::string workers_text(unsigned workers);

}  // namespace judge
