// SPDX-License-Identifier: MIT
// Speedups that are known by construction: what a solution must waste for them, and what is true.
#pragma once

#include <vector>

#include "reports/record/submission_record.hpp"

namespace grader {

/// What a graded solution shows of this machine and of the rules.
struct speedup_facts {
  int workers = 0;
  double ideal = 0;         ///< speedup of the best schedule on so many workers
  double bar = 0;           ///< share of the ideal that is asked for
  double reference_ms = 0;  ///< of the operations one after the other, in processor time
};

/// Throws: std::runtime_error when the record has no measured speedup, or not what was asked for.
speedup_facts facts_of(const reports::submission_record& record);

/// What a copy of a perfect solution must waste, so that it reaches this share of the ideal.
/// Units: milliseconds.
double waste_for(double share, const speedup_facts& facts);

enum class truth { reached, missed, at_the_bar };
truth truth_of(double share, double bar);

/// Shares above, at and below the bar, from the greatest; each below 1.
std::vector<double> shares_around(double bar);

}  // namespace grader
