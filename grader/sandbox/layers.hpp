// SPDX-License-Identifier: MIT
// What stands between a submission and this machine, layer by layer, as tried and not as planned.
#pragma once

#include <string>
#include <vector>

#include "grader/sandbox/sandbox.hpp"

namespace sandbox {

enum class health { pass, caution, fail };

/// "PASS", "CAUTION", "FAIL".
const char* to_string(health state);

/// One layer of the sandbox.
struct layer {
  std::string name;    ///< a word: "namespaces"
  health state{};      ///< caution: something else takes its place, less well
  std::string seen;    ///< what was tried, and what was seen
  std::string remedy;  ///< what to do; empty when all is well
};

/// Tries every layer. `runner`: a submission process, which filters its own system calls.
/// Cost: starts about five programs, 100 ms.
std::vector<layer> try_layers(const std::filesystem::path& runner, isolation walls);

/// The same. Throws: std::runtime_error with the remedy when a layer failed, unless there are to be
/// no walls.
std::vector<layer> require_layers(const std::filesystem::path& runner, isolation walls);

}  // namespace sandbox
