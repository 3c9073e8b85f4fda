// SPDX-License-Identifier: MIT
// What an exercise computes, as data: its operations, where their arguments come from, and how long
// they take.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace grader {

class strict_table;

/// One operation of the expression.
struct graph_operation {
  std::string id;
  std::string function;           ///< the exercise's function that does it
  std::vector<std::string> from;  ///< its arguments: operands, or ids of operations above
};

/// How long each function takes. Units: steps of virtual time, each above 0.
struct cost_setting {
  std::string title;
  bool marked = false;  ///< whether the makespan earns marks; else it is only shown
  std::map<std::string, std::int64_t> steps;
};

struct operation_graph {
  std::vector<std::string> operands;  ///< names, in the order in which they are given
  std::vector<std::int64_t> example;  ///< a value for each: what feedback shows
  std::vector<std::int64_t> workers;  ///< of the runs in virtual time; 0: more than it can use
  std::vector<graph_operation> operations;  ///< each stands behind those it needs
  std::vector<cost_setting> costs;  ///< the first one is marked, and each takes one step in it

  bool empty() const noexcept { return operations.empty(); }
};

/// Throws: std::runtime_error with file, line and what is wrong.
operation_graph read_graph(strict_table table);

}  // namespace grader
