// SPDX-License-Identifier: MIT
// What it would take for a run that deadlocked to return.
#pragma once

#include <string>

#include "grader/judge/run.hpp"

namespace judge {

/// A sentence: how many workers it takes, or that no number of them helps; empty when that cannot
/// be told. It is found out by running the submission again, with more workers each time. Requires:
/// the run deadlocked. Cost: up to `most_workers_tried` runs. Throws: fault.
std::string workers_needed(const subject& what, run_request request);

inline constexpr unsigned most_workers_tried = 8;

}  // namespace judge
