// SPDX-License-Identifier: MIT
// All that is needed to judge submissions to one exercise, as the build made it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grader/manifest/manifest.hpp"

namespace grader {

/// A second way to build and run submissions, that reports mistakes which values do not show.
struct sanitizer {
  std::string name;
  std::filesystem::path folder;  ///< runner, prelude.hpp
  std::vector<std::string> flags;

  std::filesystem::path runner() const { return folder / "runner"; }
};

struct kit {
  std::string exercise;
  std::filesystem::path folder;  ///< judge, runner, entry.o, include/
  grader::manifest rules;
  std::string compiler;
  std::vector<std::string> flags;
  std::vector<sanitizer> sanitizers;  ///< those that the compiler has

  std::filesystem::path judge() const { return folder / "judge"; }
  std::filesystem::path runner() const { return folder / "runner"; }
  std::filesystem::path manifest_file() const { return folder / "exercise.toml"; }
};

/// The names of all exercises in the folder of kits, in order.
std::vector<std::string> exercises_in(const std::filesystem::path& kits);

/// Throws: std::runtime_error that names the known exercises, or what is wrong with the kit.
kit open_kit(const std::filesystem::path& kits, const std::string& exercise);

/// Where this program's build keeps its kits.
std::filesystem::path default_kits();

}  // namespace grader
