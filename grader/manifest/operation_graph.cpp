// SPDX-License-Identifier: MIT
// Reads an exercise's task graph, and refuses one that nobody could compute.
#include "grader/manifest/operation_graph.hpp"

#include "grader/manifest/strict_table.hpp"

namespace grader {
namespace {

constexpr std::size_t most_operations = 20;  // the optimum is searched for
constexpr std::int64_t longest_operation = 1000;
constexpr std::int64_t most_workers = 64;

bool contains(const std::vector<std::string>& all, const std::string& one) {
  return std::ranges::find(all, one) != all.end();
}

void read_operands(strict_table& table, operation_graph& graph) {
  graph.operands = table.texts("operands");
  if (graph.operands.empty()) table.fail(table.line(), "'operands' must be a list of names");
  if (std::set(graph.operands.begin(), graph.operands.end()).size() != graph.operands.size())
    table.fail(table.line_of("operands"), "an operand is named twice");
  graph.example = table.numbers("example");
  if (graph.example.size() != graph.operands.size())
    table.fail(table.line_of("example"), fmt::format("'example' has {} values for {} operands",
                                                     graph.example.size(), graph.operands.size()));
}

void read_workers(strict_table& table, operation_graph& graph) {
  graph.workers = table.numbers("workers");
  for (const auto count : graph.workers)
    if (count < 0 || count > most_workers)
      table.fail(table.line_of("workers"),
                 fmt::format("'workers' must be from 0, for any number, to {}", most_workers));
  if (graph.workers.empty()) table.fail(table.line_of("workers"), "'workers' must not be empty");
}

graph_operation read_operation(strict_table table, const std::vector<std::string>& known) {
  graph_operation result{.id = table.required<std::string>("id"),
                         .function = table.required<std::string>("function"),
                         .from = table.texts("from")};
  table.refuse_other_keys();
  if (contains(known, result.id))
    table.fail(table.line_of("id"), fmt::format("the name '{}' is used twice", result.id));
  if (result.from.size() != 2) table.fail(table.line(), "'from' must be a list of two names");
  for (const auto& each : result.from)
    if (!contains(known, each))
      table.fail(table.line_of("from"),
                 fmt::format("'{}' is no operand, and no operation above this one", each));
  return result;
}

std::map<std::string, std::int64_t> read_steps(strict_table table, const operation_graph& graph) {
  std::map<std::string, std::int64_t> steps;
  for (const auto& each : graph.operations) steps[each.function] = table.limit(each.function);
  for (const auto& [function, count] : steps)
    if (count > longest_operation)
      table.fail(table.line_of(function),
                 fmt::format("'{}' must not be above {}", function, longest_operation));
  table.refuse_other_keys();
  return steps;
}

cost_setting read_costs(strict_table table, const std::string& file, const operation_graph& graph) {
  cost_setting result{.title = table.required<std::string>("title"),
                      .marked = table.required<bool>("marked"),
                      .steps = read_steps({table.table("steps"), file, "steps"}, graph)};
  table.refuse_other_keys();
  const bool first = graph.costs.empty();
  if (result.marked != first)
    table.fail(table.line_of("marked"), first ? "the first [[graph.costs]] must be marked"
                                              : "only the first [[graph.costs]] may be marked");
  for (const auto& [function, count] : result.steps)
    if (first && count != 1)
      table.fail(
          table.line_of("steps"),
          fmt::format("marks are for operations of one step, but '{}' takes {}", function, count));
  return result;
}

}  // namespace

operation_graph read_graph(strict_table table) {
  operation_graph graph;
  read_operands(table, graph);
  read_workers(table, graph);
  auto known = graph.operands;
  for (const auto* each : table.tables("operation")) {
    graph.operations.push_back(read_operation({*each, table.file(), "[[graph.operation]]"}, known));
    known.push_back(graph.operations.back().id);
  }
  if (graph.operations.size() > most_operations)
    table.fail(table.line(), fmt::format("more than {} operations", most_operations));
  for (const auto* each : table.tables("costs"))
    graph.costs.push_back(
        read_costs({*each, table.file(), "[[graph.costs]]"}, table.file(), graph));
  table.refuse_other_keys();
  return graph;
}

}  // namespace grader
