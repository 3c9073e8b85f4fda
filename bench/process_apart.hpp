// SPDX-License-Identifier: MIT
// A process of our own that prints what it found.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace bench {

/// This program itself.
inline const std::filesystem::path own_program = "/proc/self/exe";

struct process_output {
  std::string text;                    ///< all that it printed
  std::optional<std::string> problem;  ///< one sentence: how it ended, if not well
};

/// Runs the program with these words as its arguments, without input, and its complaints unseen. It
/// is killed, with all that it started, after `limit`, and when this process dies.
/// Throws: std::system_error when no process can be started.
process_output run_apart(const std::filesystem::path& program,
                         const std::vector<std::string>& words, std::chrono::milliseconds limit);

}  // namespace bench
