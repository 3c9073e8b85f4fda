// SPDX-License-Identifier: MIT
// Why a run did not return: who waits for whom, what still ran, where it crashed.
#pragma once

#include <vector>

#include "grader/judge/explain/mistake.hpp"

namespace judge {

/// Empty for a run that returned, or whose trace does not tell. An exception has a story only when
/// futures threw it because tasks wait for each other.
std::vector<mistake> explain_ending(const told_run& told);

}  // namespace judge
