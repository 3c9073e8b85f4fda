// SPDX-License-Identifier: MIT
// Mistakes that a trace shows whether they cost steps in this run or not.
#pragma once

#include <vector>

#include "grader/judge/explain/mistake.hpp"

namespace judge {

/// A pool or threads of its own, sleeping, waiting in a callback, results that nobody reads.
std::vector<mistake> bad_habits(const told_run& told);

/// The operation that was one too many of those that ran at once; empty when that cannot be told.
/// Requires: a run in virtual time on so many workers.
std::vector<mistake> explain_excess(const told_run& told, unsigned workers);

/// Tasks that wait for tasks of their pool. Here a worker that waits runs the task in place; a pool
/// that cannot, such as Python's, needs enough workers for all that wait at once: says how many.
/// Empty when one is enough. Requires: a run on one worker that returned.
std::vector<mistake> explain_starvation(const told_run& told);

}  // namespace judge
