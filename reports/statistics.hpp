// SPDX-License-Identifier: MIT
// The few statistics that views show.
#pragma once

#include <optional>
#include <vector>

namespace reports {

/// Returns: the finite values, in their order.
std::vector<double> finite(const std::vector<double>& values);

/// Of the finite values; empty when there are none.
std::optional<double> median(const std::vector<double>& values);
std::optional<double> minimum(const std::vector<double>& values);

struct interval {
  double low = 0;
  double high = 0;
};
/// The interval that holds the true median with 95% confidence; empty below six finite values.
/// Source: order statistics, of which any two enclose it with a chance that a fair coin gives.
std::optional<interval> median_interval(const std::vector<double>& values);

/// Decimals, at most `most`, that show these finite values to that many places and no more.
int decimals_needed(const std::vector<double>& values, int most);

/// Decimals, at most `most`, that show three significant digits of the value.
int decimals_for_three_digits(double value, int most);

}  // namespace reports
