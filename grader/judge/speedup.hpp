// SPDX-License-Identifier: MIT
// Measures a real speedup: paired legs of the submission and of the sequential reference.
#pragma once

#include <string>
#include <vector>

#include "grader/judge/session.hpp"
#include "grader/judge/speedup_legs.hpp"

namespace judge {

/// How an exercise's speedup is measured.
struct speedup_rules {
  std::size_t most_workers = 3;  ///< as many as the task graph can use
  /// Of what the machine allows at that moment: from 1, a perfect schedule, down to
  /// 1 / ideal speedup, one operation after the other; the ideal is the manifest's graph's.
  double least_share = 0.75;
  leg_rules legs;
};

/// Declared at namespace scope in an exercise's speedup.cpp, under the name that the manifest has.
struct speedup_registration {
  speedup_registration(std::string name, speedup_rules rules);
};

std::vector<std::string> registered_speedups();

/// Measures the benchmark of that name and adds its check to the session.
///
/// How it works. A pair is a leg of the reference and one of the submission, every leg in a process
/// of its own, on fresh operands, first one kind first and then the other (ABBA); with them runs a
/// leg that shows what this machine can do with so many threads. The judge's clock runs from the
/// operands to the result; the value is checked, and each operation's work by its receipt. A pair
/// during which the machine was disturbed is dropped. After each pair a sequential test looks at
/// what the submission reached of what the machine allowed: see speedup_evidence. Not enough
/// evidence is inconclusive, a busy or small machine refused; neither costs a point.
void measure_speedup(const std::string& name, const grader::check& check, session& to);

}  // namespace judge
