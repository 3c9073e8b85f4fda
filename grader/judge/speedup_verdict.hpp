// SPDX-License-Identifier: MIT
// From pairs of legs to a check: runs them until the evidence is enough.
#pragma once

#include <optional>

#include "grader/judge/speedup_evidence.hpp"
#include "grader/judge/speedup_legs.hpp"
#include "grader/manifest/manifest.hpp"
#include "reports/record/submission_record.hpp"

namespace judge {

/// What a submission's legs came to.
struct speedup_verdict {
  reports::check_result check;
  /// What was measured; empty when no pair was.
  std::optional<reports::speedup_result> measured{};
  /// What the submission did that makes its times meaningless, if it did; it costs the check.
  std::optional<reports::diagnosis> mistake{};
};

/// Runs pairs, reference and submission first by turns. Not enough evidence, a busy or a small
/// machine never cost a point. Throws: fault when a leg of our own fails.
speedup_verdict judge_speedup(const grader::check& check, const speedup_bar& bar, leg_source& legs);

}  // namespace judge
