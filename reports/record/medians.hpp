// SPDX-License-Identifier: MIT
// Medians of what is measured, and how sure they are: programs and reports compute them alike.
#pragma once

#include <optional>
#include <vector>

namespace reports {

/// Returns: the finite values, in their order.
std::vector<double> finite(const std::vector<double>& values);

/// Of the finite values, the mean of two for an even count; empty when there are none.
std::optional<double> median(const std::vector<double>& values);

/// Median absolute deviation from the median, as a part of it; empty for fewer than two finite
/// values, and where the median is not positive.
std::optional<double> spread(const std::vector<double>& values);

struct interval {
  double low = 0;
  double high = 0;
};
/// Holds the true median with 95% confidence or more, whatever the distribution: from the ranks of
/// a sign test. Empty below six finite values, from which there is none.
/// Source: P(Bin(n, 1/2) < k) <= 2.5% for the rank k of its lower end.
std::optional<interval> median_interval(const std::vector<double>& values);

}  // namespace reports
