// SPDX-License-Identifier: MIT
// Which operation of a run began later than it could, and so made the run longer than need be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grader/judge/run.hpp"
#include "grader/manifest/operation_graph.hpp"

namespace judge {

/// An operation of the exercise's graph that waited although both its operands were known.
struct delay {
  std::size_t operation = 0;  ///< index in the graph
  std::int64_t known = 0;     ///< when the last of its operands was known
  std::int64_t start = 0;     ///< when it began, later than that
};

/// The last delay on the way to the end of a run: whoever mends it shortens the run.
///
/// How it works. The way goes backwards from the operation that ended last, each time to the
/// operand that was known last, until an operation began later than that operand. With workers to
/// spare a run that takes longer than the longest chain has such an operation on every such way.
///
/// Requires: as many workers as could be used. Returns: empty when there is none, or when the run
/// did not do the operations of the graph.
std::optional<delay> find_delay(const grader::operation_graph& graph, const operation_table& table,
                                const std::vector<number>& operands, const run_result& run);

/// "mul(2, 3) began after 2 steps, though it could have begun at once.", with the values of the
/// graph's example.
std::string describe(const delay& found, const grader::operation_graph& graph,
                     const operation_table& table);

}  // namespace judge
