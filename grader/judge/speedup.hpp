// SPDX-License-Identifier: MIT
// Measures a real speedup: paired legs of the submission and of the sequential reference.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "grader/judge/session.hpp"

namespace judge {

/// How an exercise's speedup is measured.
struct speedup_rules {
  std::size_t most_workers = 3;  ///< as many as the task graph can use
  std::size_t operations = 0;    ///< of one evaluation
  double least_ratio = 1.1;      ///< reference time / submission time that counts as a speedup
  std::vector<number> (*fresh_operands)();
  number (*value_of)(const std::vector<number>& operands);
};

/// Declared at namespace scope in an exercise's speedup.cpp; registers two Google Benchmarks, one a
/// leg, under that name.
struct speedup_registration {
  speedup_registration(std::string name, speedup_rules rules);
};

std::vector<std::string> registered_speedups();

/// Measures the benchmark of that name and adds its check to the session.
///
/// How it works. A pair is a leg of each kind, every leg in a process of its own, on fresh
/// operands, first one kind first and then the other (ABBA). The judge's clock runs from the
/// operands to the result; the value is checked, and each operation's work by its receipt. A pair
/// during which either process waited for a processor is dropped. After each pair a sequential test
/// looks at the number of pairs above and below the bar: see sign_evidence(). Not enough evidence
/// is inconclusive, a busy or small machine refused; neither costs a point.
void measure_speedup(const std::string& name, const grader::check& check, session& to);

/// The evidence, after n pairs of which b were above the bar, against "at most half of all pairs
/// are above": E = 2 * Integral over p from 1/2 to 1 of (2p)^b (2(1-p))^(n-b). A value of 1/alpha
/// or more allows to reject at level alpha, whenever one looks (Ville's inequality).
double sign_evidence(int pairs, int above);

}  // namespace judge
