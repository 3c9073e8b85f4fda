// SPDX-License-Identifier: MIT
// Runs a submission in virtual time under every setting of costs that the manifest has.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "grader/judge/session.hpp"
#include "grader/judge/structure.hpp"

namespace judge {

/// What the runs under the marked setting were like.
struct structure_runs {
  std::vector<measured_run> marked;
  /// Where a run that could have gained something did not return, and how it ended.
  std::optional<std::string> failure;
};

/// One run for each setting of costs and each number of workers in the manifest's graph, each with
/// operands of its own; all are noted in the session. A number of workers with which the first
/// setting did not return is not tried with the others. Throws: fault.
structure_runs measure_structure(session& with,
                                 const std::function<std::vector<number>()>& fresh_operands);

/// One run with the costs of the marked setting, noted likewise. 0 workers: more than it can use.
run_result run_in_steps(session& with, const std::vector<number>& operands, unsigned workers);

}  // namespace judge
