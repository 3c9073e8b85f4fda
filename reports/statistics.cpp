// SPDX-License-Identifier: MIT
// The few statistics that views show.
#include "reports/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace reports {
namespace {

/// The greatest k with P(Bin(n, 1/2) < k) <= 2.5%; 0 when there is none.
std::size_t lower_rank(std::size_t n) {
  constexpr std::size_t is_normal = 500;  // beyond it, the normal distribution is as good
  if (n > is_normal) {
    const auto count = static_cast<double>(n);
    return static_cast<std::size_t>(count / 2 - 1.96 * std::sqrt(count) / 2);
  }
  double chance = std::pow(0.5, static_cast<double>(n));  // of exactly k successes
  double below = 0;                                       // of fewer than k
  std::size_t k = 0;
  while (below + chance <= 0.025) {
    below += chance;
    chance *= static_cast<double>(n - k) / static_cast<double>(k + 1);
    ++k;
  }
  return k;
}

}  // namespace

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

std::optional<interval> median_interval(const std::vector<double>& values) {
  auto sorted = finite(values);
  std::sort(sorted.begin(), sorted.end());
  const auto rank = lower_rank(sorted.size());
  if (rank == 0) return std::nullopt;
  return interval{sorted[rank - 1], sorted[sorted.size() - rank]};
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
