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

using make_operands = std::function<std::vector<number>()>;

/// What the marked runs showed.
struct structure_result {
  structure_mark mark;     ///< means nothing after a failure
  bool explained = false;  ///< the mistakes that cost steps have names, and are noted
  /// Where a run that could have gained something did not return, and how it ended.
  std::optional<std::string> failure;
};

/// One run for each setting of costs and each number of workers in the manifest's graph, each with
/// operands of its own; all are noted in the session, and what is missing up to that many points. A
/// number of workers with which the marked setting did not return is not tried with the others.
/// Throws: fault.
structure_result measure_structure(session& with, const make_operands& fresh_operands,
                                   double points);

/// One run with the costs that are marked, noted likewise. 0 workers: more than it can use.
run_result run_in_steps(session& with, const std::vector<number>& operands, unsigned workers);

}  // namespace judge
