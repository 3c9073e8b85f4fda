// SPDX-License-Identifier: MIT
// The few statistics that views show.
#include "reports/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace reports {

std::optional<double> minimum(const std::vector<double>& values) {
  const auto known = finite(values);
  if (known.empty()) return std::nullopt;
  return *std::min_element(known.begin(), known.end());
}

std::vector<double> quotients(const std::vector<double>& numerators,
                              const std::vector<double>& denominators) {
  std::vector<double> all;
  for (std::size_t at = 0; at < std::min(numerators.size(), denominators.size()); ++at)
    all.push_back(numerators[at] > 0 && denominators[at] > 0
                      ? numerators[at] / denominators[at]
                      : std::numeric_limits<double>::quiet_NaN());
  return all;
}

int decimals_needed(const std::vector<double>& values, int most) {
  // Half of the last place: what rounding to the decimals may leave.
  const double negligible = 0.5 * std::pow(10.0, -most) * 0.999;
  int decimals = 0;
  for (const double value : finite(values)) {
    while (decimals < most) {
      const double scale = std::pow(10.0, decimals);
      if (std::abs(std::round(value * scale) / scale - value) < negligible) break;
      ++decimals;
    }
  }
  return decimals;
}

int decimals_for_three_digits(double value, int most) {
  if (value == 0 || !std::isfinite(value)) return 0;
  const int digits_before_the_point = 1 + static_cast<int>(std::floor(std::log10(std::abs(value))));
  return std::clamp(3 - digits_before_the_point, 0, most);
}

}  // namespace reports
