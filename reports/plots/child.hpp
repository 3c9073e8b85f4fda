// SPDX-License-Identifier: MIT
// Runs a program that reads one text and prints another.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace reports {

struct child_result {
  std::optional<int> exit_code;  ///< empty when a signal ended it
  bool was_too_slow = false;     ///< and was killed
  std::string output;
  std::string complaint;  ///< what it wrote to its standard error
};

/// Runs the program with the text as its standard input and nothing of our environment but PATH.
/// Returns: nothing when there is no such program.
/// Throws: std::system_error when the machine does not allow it.
std::optional<child_result> run_child(std::vector<std::string> command, const std::string& input,
                                      std::chrono::milliseconds limit);

}  // namespace reports
