// SPDX-License-Identifier: MIT
// The command line of lab-bench.
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>

#include "bench/plan.hpp"

namespace bench {

/// A backend whose runs are made longer.
struct slowed_backend {
  std::string name;
  double percent = 0;  ///< by which
};

/// What the command line asks for.
struct options {
  enum class action { measure, list_backends, list_workloads, show_help };
  enum class suite { backends, overhead };

  action wanted = action::measure;
  suite measured = suite::backends;
  selection chosen{};
  std::optional<std::filesystem::path> out{};  ///< where the record goes
  bool resume = false;                         ///< go on with the record that is there
  std::optional<slowed_backend> slowed{};      ///< to see whether a comparison finds it
  std::string help{};                          ///< the text to show
};

/// Reads the arguments, which are without the program's name. Names of backends and workloads, and
/// those of competitors and works in their place, are not looked up yet.
/// Throws: std::invalid_argument with one line that says what is wrong with them.
options parse_options(std::vector<std::string> arguments);

}  // namespace bench
