// SPDX-License-Identifier: MIT
// The few statistics that views show.
#include "reports/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace reports {

std::vector<double> finite(const std::vector<double>& values) {
  std::vector<double> kept;
  std::copy_if(values.begin(), values.end(), std::back_inserter(kept),
               [](double value) { return std::isfinite(value); });
  return kept;
}

std::optional<double> median(const std::vector<double>& values) {
  auto sorted = finite(values);
  if (sorted.empty()) return std::nullopt;
  std::sort(sorted.begin(), sorted.end());
  const auto middle = sorted.size() / 2;
  if (sorted.size() % 2 == 1) return sorted[middle];
  return sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
}

std::optional<double> minimum(const std::vector<double>& values) {
  const auto known = finite(values);
  if (known.empty()) return std::nullopt;
  return *std::min_element(known.begin(), known.end());
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
