// SPDX-License-Identifier: MIT
// Runs a submission that was built with a sanitizer, for what the sanitizer says.
#pragma once

#include <functional>
#include <vector>

#include "grader/judge/run.hpp"
#include "grader/judge/sanitizer_report.hpp"

namespace judge {

/// Runs it a few times in the schedules that bring such mistakes to light, until one was found or a
/// run did not return. Each run takes new operands. Requires: what.sanitized.
/// Returns: in the order of the lines; empty when nothing was found. Throws: fault.
std::vector<reports::diagnosis> find_with(sanitizer which, const subject& what,
                                          const students_file& file,
                                          const std::function<std::vector<number>()>& operands);

}  // namespace judge
