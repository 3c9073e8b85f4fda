// SPDX-License-Identifier: MIT
// Tasks that wait for each other.
#pragma once

#include <vector>

#include "grader/judge/explain/mistake.hpp"

namespace judge {

/// One mistake for each wait of the first circle that closed, in the order of their lines; empty
/// when there is none in the trace.
///
/// How it works. When a wait closes a circle the library throws, and by the end of the run all
/// waits are over. So each wait, at the moment when it began, is followed through the waits that
/// were open then, from a task to the one that it waits for, until that is where it started.
std::vector<mistake> explain_circle(const told_run& told);

}  // namespace judge
