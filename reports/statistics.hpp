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

/// Decimals, at most `most`, that show these finite values to that many places and no more.
int decimals_needed(const std::vector<double>& values, int most);

/// Decimals, at most `most`, that show three significant digits of the value.
int decimals_for_three_digits(double value, int most);

}  // namespace reports
