// SPDX-License-Identifier: MIT
// Medians of what is measured, and how sure they are: programs and reports compute them alike.
#include "reports/record/medians.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

namespace reports {
namespace {

std::vector<double> sorted(const std::vector<double>& values) {
  auto known = finite(values);
  std::ranges::sort(known);
  return known;
}

/// The greatest k with P(Bin(n, 1/2) < k) <= 2.5%; 0 when there is none. Chances are kept as their
/// logarithms, for 2^-n is no double above 0 from n = 1075 on.
/// Source: C(n, k + 1) = C(n, k) (n - k) / (k + 1).
std::size_t lower_rank(std::size_t n) {
  double chance = -static_cast<double>(n) * std::numbers::ln2;  // of exactly k successes: its log
  double below = 0;                                             // of fewer than k
  std::size_t k = 0;
  while (below + std::exp(chance) <= 0.025) {
    below += std::exp(chance);
    chance += std::log(static_cast<double>(n - k) / static_cast<double>(k + 1));
    ++k;
  }
  return k;
}

}  // namespace

std::vector<double> finite(const std::vector<double>& values) {
  std::vector<double> kept;
  std::ranges::copy_if(values, std::back_inserter(kept),
                       [](double value) { return std::isfinite(value); });
  return kept;
}

std::optional<double> median(const std::vector<double>& values) {
  const auto known = sorted(values);
  if (known.empty()) return std::nullopt;
  const auto middle = known.size() / 2;
  if (known.size() % 2 == 1) return known[middle];
  return known[middle - 1] + (known[middle] - known[middle - 1]) / 2;
}

std::optional<double> spread(const std::vector<double>& values) {
  auto deviations = finite(values);
  const auto middle = median(deviations);
  if (deviations.size() < 2 || *middle <= 0) return std::nullopt;
  for (auto& each : deviations) each = std::abs(each - *middle);
  return *median(deviations) / *middle;
}

std::optional<interval> median_interval(const std::vector<double>& values) {
  const auto known = sorted(values);
  const auto rank = lower_rank(known.size());
  if (rank == 0) return std::nullopt;
  return interval{known[rank - 1], known[known.size() - rank]};
}

}  // namespace reports
