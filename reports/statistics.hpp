// SPDX-License-Identifier: MIT
// The few statistics that views show.
#pragma once

#include <optional>
#include <vector>

#include "reports/record/medians.hpp"

namespace reports {

/// Of the finite values; empty when there are none.
std::optional<double> minimum(const std::vector<double>& values);

/// numerators[i] / denominators[i] for each pair of them, NaN where one is no time.
std::vector<double> quotients(const std::vector<double>& numerators,
                              const std::vector<double>& denominators);

/// Decimals, at most `most`, that show these finite values to that many places and no more.
int decimals_needed(const std::vector<double>& values, int most);

/// Decimals, at most `most`, that show three significant digits of the value.
int decimals_for_three_digits(double value, int most);

}  // namespace reports
