// SPDX-License-Identifier: MIT
// What became faster and what slower of whole backends: all rows of one together.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "reports/record/medians.hpp"
#include "reports/views/change.hpp"

namespace reports {

/// A backend between two runs of a benchmark.
struct backend_change {
  std::string backend;
  std::size_t rows = 0;
  double middle = 0;      ///< the median of its rows' changes, as a difference of logarithms
  interval sure{};        ///< which holds the true one with 95 % confidence
  std::size_t above = 0;  ///< rows that are slower by more than the threshold
  std::size_t below = 0;  ///< rows that are faster by more
  change verdict = change::cannot_tell;
};

/// What is compared of a backend.
struct backend_rows {
  std::vector<double> changes;  ///< one a row: now / before, as a difference of logarithms
  /// The logarithms of each row's legs by round, from a middle that both runs share; NaN where a
  /// leg does not count.
  std::vector<std::vector<double>> before{}, now{};
};

/// Part of the comparisons of equal runs in which some backend's rounds are called slower or faster
/// by chance.
constexpr double level_of_rounds = 0.001;
/// The same of its rows, were their legs independent.
constexpr double level_of_rows = 0.01;

/// How it works. A row found alone must stand out of its own few legs, and among all rows: with
/// ten legs a change of 15 % is often not seen. But a backend has dozens of rows, and each gives
/// one value, its change. A backend is slower when both is true:
/// - more of its rows are slower by more than the threshold than is likely if every second one were
///   (sign test): the change is as large as was asked for;
/// - its rounds are slower (test of Mann and Whitney): each is one value, the median of its legs'
///   distances from the middle of their rows. The legs of one round were measured in one state of
///   the machine, which may suit a backend or not for minutes, so rows are less independent than
///   they look: of OpenMP, whose threads talk most, all rows together scatter by 6 to 10 % from
///   round to round.
/// Holm's method over both questions of all backends. Single rows may do what they like. With less
/// than eight rounds a run, or six rows, nothing is called slower or faster.
/// Returns: the backends with six rows or more, in the order of their names.
std::vector<backend_change> compare_backends(const std::map<std::string, backend_rows>& backends,
                                             double threshold);

}  // namespace reports
