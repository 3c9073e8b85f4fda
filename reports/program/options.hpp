// SPDX-License-Identifier: MIT
// What lab-report is asked to do.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "reports/plots/gnuplot_script.hpp"
#include "reports/words/words.hpp"

namespace reports {

struct options {
  std::vector<std::filesystem::path> paths;  ///< records, or folders of them
  bool compare = false;                      ///< the two paths are benchmarks, before and now
  double threshold = 0.05;                   ///< the least change that counts, as a part
  std::string format;
  language spoken = language::en;
  std::optional<std::filesystem::path> out;    ///< standard output when empty
  std::optional<std::filesystem::path> plots;  ///< a folder for a file of each; none when empty
  picture plot_kind = picture::svg_file;
  std::optional<std::string> help;  ///< its text, when that is all that is asked for
};

/// Throws: std::runtime_error that says what is wrong with the command line.
options parse_options(int argc, const char* const* argv);

}  // namespace reports
