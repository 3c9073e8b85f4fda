// SPDX-License-Identifier: MIT
// Two samples compared by their ranks, whatever their distribution.
#pragma once

#include <optional>
#include <vector>

namespace reports {

/// How likely it is, if both samples come from one distribution, that the second is at least as far
/// above the first as it is: the one-sided Mann-Whitney test, exact for m n <= 4096, by the normal
/// distribution above. Equal values count against a difference. Returns: 1 when a sample is empty.
/// Source: Mann and Whitney, "On a Test of Whether one of Two Random Variables is Stochastically
/// Larger than the Other", Ann. Math. Statist. 18 (1947). Cost: O(m^2 n^2) for sizes m and n where
/// it is exact, O(m n) else.
double probability_of_as_far_above(const std::vector<double>& first,
                                   const std::vector<double>& second);

/// By how much the second sample is above the first.
struct shift {
  double estimate = 0;  ///< the median of all differences
  double low = 0;       ///< the ends of an interval of the asked confidence, or more
  double high = 0;
};

/// Source: Hodges and Lehmann, "Estimates of Location Based on Rank Tests", Ann. Math. Statist. 34
/// (1963). Returns: empty when there are too few values for an interval of that confidence.
std::optional<shift> shift_between(const std::vector<double>& first,
                                   const std::vector<double>& second, double confidence);

/// Probabilities of many tests, so that the least that is true by chance alone stays below a level
/// as often as if there were only one. Order as given.
/// Source: Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scand. J. Statist. 6
/// (1979).
std::vector<double> adjusted_for_many(const std::vector<double>& probabilities);

}  // namespace reports
