// SPDX-License-Identifier: MIT
// The operations of an exercise's graph, with values in them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/judge/run.hpp"
#include "grader/manifest/operation_graph.hpp"

namespace judge {

/// An operation of the graph with values.
struct graph_call {
  std::uint32_t which = 0;  ///< index in the exercise's table
  number x = 0, y = 0, value = 0;
};

/// In the order of the graph; empty when it has a function that the table has not.
std::vector<graph_call> calls_with(const grader::operation_graph& graph,
                                   const operation_table& table,
                                   const std::vector<number>& operands);

/// Whether the submission asked for this one, the operands either way round where that is the same.
bool is_done_by(const graph_call& wanted, const operation& asked);

/// The operation with the values of the graph's example, as the student knows it: "add(3, 7)"; with
/// its own when it is none of the graph's.
std::string example_name(const operation& asked, const grader::operation_graph& graph,
                         const operation_table& table, const std::vector<number>& operands);

/// "add(3, 7)", with its own values.
std::string to_text(const operation& what, const operation_table& table);

}  // namespace judge
