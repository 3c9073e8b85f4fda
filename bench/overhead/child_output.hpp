// SPDX-License-Identifier: MIT
// Runs another program and reads what it prints.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace bench::overhead {

/// What a program that ended had printed on its standard output.
struct child_result {
  int exit_code;  ///< 128 and the signal's number if a signal ended it
  std::string output;
};

/// Runs the program, found as a shell would find it, and waits for its end. It gets our standard
/// error if `show_errors`, and no input.
/// Returns: empty when there is no such program. Throws: std::system_error.
std::optional<child_result> run_child(std::vector<std::string> command, bool show_errors = true);

}  // namespace bench::overhead
