// SPDX-License-Identifier: MIT
// Which operation of a run began later than it could.
#include "grader/judge/delay.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "grader/judge/graph_calls.hpp"

namespace judge {
namespace {

/// What the run did, in the order of the graph; empty when it did anything else.
std::vector<operation> in_order_of_graph(const std::vector<graph_call>& calls,
                                         const run_result& run) {
  std::vector<operation> result;
  for (const auto& each : calls) {
    const auto found = std::ranges::find_if(run.operations, [&](const operation& asked) {
      return asked.finish && is_done_by(each, asked);
    });
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
