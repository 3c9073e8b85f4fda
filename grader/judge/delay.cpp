// SPDX-License-Identifier: MIT
// Which operation of a run began later than it could.
#include "grader/judge/delay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace judge {
namespace {

/// An operation of the graph with values in it.
struct call {
  std::uint32_t which = 0;
  number x = 0, y = 0, value = 0;
};

std::vector<call> calls_with(const grader::operation_graph& graph, const operation_table& table,
                             const std::vector<number>& operands) {
  std::map<std::string, number> values;
  for (std::size_t index = 0; index < graph.operands.size(); ++index)
    values[graph.operands[index]] = operands.at(index);
  std::vector<call> calls;
  for (const auto& each : graph.operations) {
    const auto found = std::ranges::find(table.names, each.function);
    if (found == table.names.end()) return {};
    call made{.which = static_cast<std::uint32_t>(found - table.names.begin()),
              .x = values.at(each.from[0]),
              .y = values.at(each.from[1])};
    values[each.id] = made.value = table.apply(made.which, made.x, made.y);
    calls.push_back(made);
  }
  return calls;
}

/// The operands may be the other way round where that is the same.
bool is_done_by(const call& wanted, const operation& asked) {
  const bool straight = asked.x == wanted.x && asked.y == wanted.y;
  const bool turned = asked.x == wanted.y && asked.y == wanted.x;
  return asked.finish && asked.which == wanted.which && asked.value == wanted.value &&
         (straight || turned);
}

/// What the run did, in the order of the graph; empty when it did anything else.
std::vector<operation> in_order_of_graph(const std::vector<call>& calls, const run_result& run) {
  std::vector<operation> result;
  for (const auto& each : calls) {
    const auto found = std::ranges::find_if(
        run.operations, [&](const operation& asked) { return is_done_by(each, asked); });
    if (found == run.operations.end()) return {};
    result.push_back(*found);
  }
  return result.size() == run.operations.size() ? result : std::vector<operation>{};
}

/// The operand that is computed and was known last.
std::optional<std::size_t> last_need(const grader::operation_graph& graph,
                                     const std::vector<operation>& done, std::size_t of) {
  std::optional<std::size_t> last;
  for (const auto& name : graph.operations[of].from) {
    const auto found = std::ranges::find(graph.operations, name, &grader::graph_operation::id);
    if (found == graph.operations.end()) continue;  // it was given
    const auto need = static_cast<std::size_t>(found - graph.operations.begin());
    if (!last || done[need].finish > done[*last].finish) last = need;
  }
  return last;
}

std::string steps_text(std::int64_t count) {
  return fmt::format("{} step{}", count, count == 1 ? "" : "s");
}

}  // namespace

std::optional<delay> find_delay(const grader::operation_graph& graph, const operation_table& table,
                                const std::vector<number>& operands, const run_result& run) {
  const auto done = in_order_of_graph(calls_with(graph, table, operands), run);
  if (done.empty()) return {};
  const auto last = std::ranges::max_element(done, {}, &operation::finish);
  auto place = static_cast<std::size_t>(last - done.begin());
  for (;;) {
    const auto need = last_need(graph, done, place);
    const auto known = need ? done[*need].finish.value_or(0) : 0;
    if (done[place].start > known)
      return delay{.operation = place, .known = known, .start = done[place].start};
    if (!need) return {};
    place = *need;
  }
}

std::string describe(const delay& found, const grader::operation_graph& graph,
                     const operation_table& table) {
  const auto calls = calls_with(graph, table, graph.example);
  const auto& late = calls.at(found.operation);
  const auto could =
      found.known == 0
          ? std::string("it could have begun at once")
          : fmt::format("its operands were known after {}: something else was waited for",
                        steps_text(found.known));
  return fmt::format("{}({}, {}) began after {}, though {}.", table.names.at(late.which), late.x,
                     late.y, steps_text(found.start), could);
}

}  // namespace judge
