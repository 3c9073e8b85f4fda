// SPDX-License-Identifier: MIT
// The few statistics that the overheads have for themselves; reports/record/medians.hpp has more.
#pragma once

#include <vector>

namespace bench::overhead {

/// Returns: the smallest value that no less than the part `q` of the values are not above; of 0.5
/// the median, the mean of two for an even count. What is not finite does not count; NaN without
/// values.
double quantile(std::vector<double> values, double q);

/// Those of pairs: first[i] / second[i]. Requires: equal sizes. NaN where there is none.
std::vector<double> paired_ratios(const std::vector<double>& first,
                                  const std::vector<double>& second);

/// The cost of a beginning and all that follows it, when of that only the first `seen` of `all` was
/// looked at, and cost `next`.
double extrapolated(double beginning, double next, double seen, double all);

}  // namespace bench::overhead
