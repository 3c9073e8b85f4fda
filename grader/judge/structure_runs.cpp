// SPDX-License-Identifier: MIT
// Runs a submission in virtual time under every setting of costs that the manifest has.
#include "grader/judge/structure_runs.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace judge {
namespace {

/// Runs in virtual time under one setting.
class setting_runs {
 public:
  setting_runs(session& with, const grader::cost_setting& costs)
      : session_(with),
        graph_(with.rules().graph),
        best_(graph_with(graph_, costs)),
        steps_(costs_by_number(costs, with.what().table)) {}

  std::pair<run_result, measured_run> run(const std::vector<number>& operands,
                                          unsigned workers) const {
    const auto threads = workers != 0 ? workers : workers_to_spare(graph_);
    auto result = session_.run({.workers = threads, .operands = operands, .costs = steps_});
    measured_run measured{.workers = workers,
                          .optimum = best_.optimum(static_cast<int>(threads)),
                          .serial = best_.work()};
    if (result.ending == ending::returned) measured.makespan = result.makespan;
    return {std::move(result), measured};
  }

 private:
  session& session_;
  const grader::operation_graph& graph_;
  task_graph best_;
  std::vector<std::int64_t> steps_;
};

reports::virtual_time_row row_of(const measured_run& run) {
  return {.workers = static_cast<int>(run.workers),
          .makespan = run.makespan,
          .optimum = run.optimum,
          .serial = run.serial};
}

/// The numbers of workers with which the submission returned.
std::vector<unsigned> returned_with(const std::vector<measured_run>& runs) {
  std::vector<unsigned> result;
  for (const auto& run : runs)
    if (run.makespan) result.push_back(run.workers);
  return result;
}

}  // namespace

structure_runs measure_structure(session& with,
                                 const std::function<std::vector<number>()>& fresh_operands) {
  const auto& graph = with.rules().graph;
  structure_runs result;
  const setting_runs marked(with, marked_costs(graph));
  for (const auto count : graph.workers) {
    const auto [ran, measured] = marked.run(fresh_operands(), static_cast<unsigned>(count));
    if (!measured.makespan && measured.can_gain() && !result.failure)
      result.failure = fmt::format("{} ({})", describe(ran), workers_text(measured.workers));
    with.add_virtual_time(row_of(measured));
    result.marked.push_back(measured);
  }
  for (const auto& costs : graph.costs) {
    if (costs.marked) continue;
    const setting_runs shown(with, costs);
    reports::cost_experiment experiment{.title = costs.title};
    for (const auto workers : returned_with(result.marked))
      experiment.runs.push_back(row_of(shown.run(fresh_operands(), workers).second));
    with.add_cost_experiment(std::move(experiment));
  }
  return result;
}

run_result run_in_steps(session& with, const std::vector<number>& operands, unsigned workers) {
  const setting_runs marked(with, marked_costs(with.rules().graph));
  auto [ran, measured] = marked.run(operands, workers);
  with.add_virtual_time(row_of(measured));
  return std::move(ran);
}

}  // namespace judge
