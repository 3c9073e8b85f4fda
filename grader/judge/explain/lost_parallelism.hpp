// SPDX-License-Identifier: MIT
// Why a run took more steps than its operations need.
#pragma once

#include <vector>

#include "grader/judge/explain/mistake.hpp"

namespace judge {

/// Names the waits, and the operations in sequence, that delayed what did not depend on them, each
/// with what it cost, the dearest first.
///
/// How it works. The values tell which operation needed which (no two values of a run are equal).
/// From the story comes a graph of constraints: an action comes after all that its activity waited
/// for before, a task after its submission, the end of a wait after the tasks. Its longest path is
/// the makespan; if it is not, the run did something that the trace does not show, and nothing is
/// said. A constraint between an action and an earlier wait that gave nothing it needs is one that
/// the student could have left out. Leaving out those of one wait after the other, each time of the
/// one that shortens the path most, gives the costs.
/// Requires: a run in virtual time that returned, on as many workers as it could use.
/// Cost: up to the fourth power of the number of actions; runs of more than 100 are not explained.
std::vector<mistake> explain_lost_parallelism(const told_run& told);

}  // namespace judge
