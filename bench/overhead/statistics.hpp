// SPDX-License-Identifier: MIT
// The few statistics of the overheads. All of them leave out what is not finite.
#pragma once

#include <optional>
#include <vector>

namespace bench::overhead {

/// Returns: the smallest value that no less than the part `q` of the values are not above; of 0.5
/// the median, the mean of two for an even count. NaN without values.
double quantile(std::vector<double> values, double q);

/// Median absolute deviation from the median, as a part of it; empty for fewer than two values.
std::optional<double> spread(const std::vector<double>& values);

struct interval {
  double low;
  double high;
};
/// Holds the true median with 95% confidence or more, whatever the distribution: from the ranks of
/// a sign test. Empty for fewer than six values, from which there is none. Source: P(Bin(n, 1/2) <
/// k) <= 2.5% for the rank k of its lower end.
std::optional<interval> median_interval(std::vector<double> values);

/// Those of pairs: first[i] / second[i]. Requires: equal sizes. NaN where there is none.
std::vector<double> paired_ratios(const std::vector<double>& first,
                                  const std::vector<double>& second);

}  // namespace bench::overhead
