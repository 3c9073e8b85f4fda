// SPDX-License-Identifier: MIT
// Makespans beside those that are possible, and what they are worth.
#include "grader/judge/structure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace judge {
namespace {

double share_of(const measured_run& run) {
  return share_of_gain(*run.makespan, run.serial, run.optimum);
}

/// Equal but for rounding.
bool same_share(double one, double other) { return std::abs(one - other) < 1e-9; }

bool counts(const measured_run& run) { return run.makespan && run.can_gain(); }

std::string list_of(const std::vector<std::string>& texts) {
  std::string result;
  for (std::size_t index = 0; index < texts.size(); ++index)
    result += (index == 0 ? "" : index + 1 == texts.size() ? " and " : ", ") + texts[index];
  return result;
}

std::string numbers_of_workers(const std::vector<measured_run>& runs) {
  std::vector<std::string> texts;
  texts.reserve(runs.size());
  for (const auto& run : runs)
    texts.push_back(run.workers == 0 ? "any number" : std::to_string(run.workers));
  const bool just_one = runs.size() == 1 && runs.front().workers == 1;
  return list_of(texts) + (just_one                   ? " worker"
                           : runs.back().workers == 0 ? " of workers"
                                                      : " workers");
}

/// The least share of all runs when those that decide take that many steps less.
double share_after(const std::vector<measured_run>& runs, double worst, std::int64_t fewer) {
  double least = 1;
  for (auto run : runs) {
    if (!counts(run)) continue;
    if (same_share(share_of(run), worst))
      *run.makespan = std::max(run.optimum, *run.makespan - fewer);
    least = std::min(least, share_of(run));
  }
  return least;
}

/// What the fewest steps less that bring anything are worth, in the runs that count least and so
/// decide. Requires: worst < 1.
std::string worth_of_the_next_step(const std::vector<measured_run>& runs, double worst,
                                   double points) {
  std::vector<measured_run> deciding;
  for (const auto& run : runs)
    if (counts(run) && same_share(share_of(run), worst)) deciding.push_back(run);
  std::int64_t fewer = 1;
  while (same_share(share_after(runs, worst, fewer), worst)) ++fewer;
  return fmt::format("{} less on {} {} worth {:.3g} of {:g} points more.",
                     fewer == 1 ? "One step" : fmt::format("{} steps", fewer),
                     numbers_of_workers(deciding), fewer == 1 ? "is" : "are",
                     (share_after(runs, worst, fewer) - worst) * points, points);
}

}  // namespace

const grader::cost_setting& marked_costs(const grader::operation_graph& graph) {
  if (graph.empty()) throw fault("the manifest has no [graph], which tells what is possible");
  return graph.costs.front();
}

task_graph graph_with(const grader::operation_graph& graph, const grader::cost_setting& costs) {
  task_graph result;
  std::map<std::string, int> numbers;
  for (const auto& each : graph.operations) {
    auto& needs = result.needs.emplace_back();
    for (const auto& name : each.from)
      if (const auto found = numbers.find(name); found != numbers.end())
        needs.push_back(found->second);
    result.costs.push_back(costs.steps.at(each.function));
    numbers.emplace(each.id, static_cast<int>(numbers.size()));
  }
  return result;
}

std::vector<std::int64_t> costs_by_number(const grader::cost_setting& costs,
                                          const operation_table& table) {
  std::vector<std::int64_t> result(table.names.size(), 1);
  for (const auto& [function, steps] : costs.steps) {
    const auto found = std::ranges::find(table.names, function);
    if (found == table.names.end())
      throw fault("the manifest's graph has a function that the exercise has not: " + function);
    result[static_cast<std::size_t>(found - table.names.begin())] = steps;
  }
  return result;
}

unsigned workers_to_spare(const grader::operation_graph& graph) {
  constexpr std::size_t least = 16;
  return static_cast<unsigned>(std::max(least, 2 * graph.operations.size()));
}

double ideal_speedup(const grader::operation_graph& graph, unsigned workers) {
  const auto best = graph_with(graph, marked_costs(graph));
  return static_cast<double>(best.work()) /
         static_cast<double>(best.optimum(static_cast<int>(workers)));
}

double share_of_gain(std::int64_t makespan, std::int64_t serial, std::int64_t optimum) {
  const auto gain = [&](std::int64_t steps) {
    return static_cast<double>(serial) / static_cast<double>(steps) - 1;
  };
  if (makespan <= 0 || optimum >= serial) return 0;
  return std::clamp(gain(makespan) / gain(optimum), 0.0, 1.0);
}

structure_mark mark_structure(const std::vector<measured_run>& runs, double points) {
  const measured_run* worst = nullptr;
  for (const auto& run : runs)
    if (counts(run) && (worst == nullptr || share_of(run) < share_of(*worst))) worst = &run;
  if (worst == nullptr || share_of(*worst) == 1) return {};
  const auto share = share_of(*worst);
  return {.share = share,
          .message = fmt::format(
              "{0} steps on {1}, where {2} are possible; one at a time takes {3}. That is "
              "({3}/{0} - 1) / ({3}/{2} - 1) = {4:.3g} % of the gain.",
              *worst->makespan, workers_text(worst->workers), worst->optimum, worst->serial,
              100 * share),
          .next_step = worth_of_the_next_step(runs, share, points)};
}

std::string workers_text(unsigned workers) {
  if (workers == 0) return "any number of workers";
  return workers == 1 ? "one worker" : fmt::format("{} workers", workers);
}

}  // namespace judge
