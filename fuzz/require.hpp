// SPDX-License-Identifier: MIT
// What must hold for every input.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

namespace fuzz {

/// Ends the program, so that libFuzzer keeps the input, unless it holds.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "Broken: %s\n", what);
  std::abort();
}

/// Whether `action` throws a Documented exception; what else it throws ends the program. An
/// exception must say what is wrong.
template <class Documented, class Action>
bool refuses(Action action) {
  try {
    action();
    return false;
  } catch (const Documented& problem) {
    require(!std::string(problem.what()).empty(), "an exception says what is wrong");
    return true;
  }
}

}  // namespace fuzz
