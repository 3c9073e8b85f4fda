// SPDX-License-Identifier: MIT
// The operations of an exercise's graph, with values in them.
#include "grader/judge/graph_calls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace judge {

std::vector<graph_call> calls_with(const grader::operation_graph& graph,
                                   const operation_table& table,
                                   const std::vector<number>& operands) {
  std::map<std::string, number> values;
  for (std::size_t index = 0; index < graph.operands.size(); ++index)
    values[graph.operands[index]] = operands.at(index);
  std::vector<graph_call> calls;
  for (const auto& each : graph.operations) {
    const auto found = std::ranges::find(table.names, each.function);
    if (found == table.names.end()) return {};
    graph_call made{.which = static_cast<std::uint32_t>(found - table.names.begin()),
                    .x = values.at(each.from[0]),
                    .y = values.at(each.from[1])};
    values[each.id] = made.value = table.apply(made.which, made.x, made.y);
    calls.push_back(made);
  }
  return calls;
}

bool is_done_by(const graph_call& wanted, const operation& asked) {
  const bool straight = asked.x == wanted.x && asked.y == wanted.y;
  const bool turned = asked.x == wanted.y && asked.y == wanted.x;
  return asked.which == wanted.which && asked.value == wanted.value && (straight || turned);
}

std::string example_name(const operation& asked, const grader::operation_graph& graph,
                         const operation_table& table, const std::vector<number>& operands) {
  if (operands.size() != graph.operands.size() || graph.example.size() != graph.operands.size())
    return to_text(asked, table);
  const auto calls = calls_with(graph, table, operands);
  const auto found = std::ranges::find_if(
      calls, [&](const graph_call& wanted) { return is_done_by(wanted, asked); });
  if (found == calls.end()) return to_text(asked, table);
  const auto examples = calls_with(graph, table, graph.example);
  const auto& example = examples[static_cast<std::size_t>(found - calls.begin())];
  return fmt::format("{}({}, {})", table.names[example.which], example.x, example.y);
}

std::string to_text(const operation& what, const operation_table& table) {
  return fmt::format("{}({}, {})", table.names[what.which], what.x, what.y);
}

}  // namespace judge
