// SPDX-License-Identifier: MIT
// Says whether this machine can grade, and what to do where it cannot.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grader/sandbox/layers.hpp"

namespace grader {

using sandbox::health;

struct finding {
  health state;
  std::string what;    ///< what was looked at, and what was seen
  std::string remedy;  ///< what to do; empty when all is well
};

/// Tries everything that grading needs. Cost: compiles and starts a few programs.
std::vector<finding> examine(const std::filesystem::path& kits);

}  // namespace grader
