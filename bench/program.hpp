// SPDX-License-Identifier: MIT
// lab-bench: does what the command line asks for.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace bench {

/// Where a program writes.
struct streams {
  std::ostream& out;  ///< results
  std::ostream& err;  ///< progress
  bool terminal;      ///< whether `err` is one
};

/// Whether such a process measures a part of a run: it is then one of many, and its words are not
/// for people.
bool measures_a_part(const std::vector<std::string>& arguments);

/// Runs lab-bench with these arguments (its own name left out).
/// Returns: the exit code, 0 if all is well and 1 if a cell gave a wrong answer or threw.
/// Throws: std::exception with one line for bad arguments, and for what fails on our side.
int run_program(const std::vector<std::string>& arguments, const streams& to);

}  // namespace bench
