// SPDX-License-Identifier: MIT
// Looks for mistakes that sanitizers see and values do not show.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "grader/build/kit.hpp"
#include "grader/sandbox/sandbox.hpp"
#include "reports/record/submission_record.hpp"

namespace grader {

struct sanitized {
  std::vector<reports::diagnosis> diagnoses;  ///< each with a line
  std::vector<std::string> ran;               ///< the sanitizers that came to an end
};

/// Whether sanitizers can tell more of a submission that was judged so.
bool worth_sanitizing(reports::verdict judged);

/// Builds the submission with each sanitizer of the kit, all at once, and runs it. `scratch` has
/// the source in source/, as compile() leaves it. A sanitizer that fails says nothing and costs
/// nobody anything. Throws: interrupted. Requires: nothing is measured at the same time.
/// Cost: two to three seconds of processor time.
sanitized sanitize(const kit& with, const std::filesystem::path& scratch, sandbox::isolation walls,
                   const std::atomic<bool>& stop);

}  // namespace grader
