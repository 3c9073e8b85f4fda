// SPDX-License-Identifier: MIT
// The process in which a submission runs: what is started, with what, and within which walls.
#pragma once

#include "grader/judge/link.hpp"
#include "grader/judge/run.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace judge {

/// What to start for that run, with its end of the channel.
sandbox::job job_for(const subject& what, const run_request& request, const link& channel);

}  // namespace judge
