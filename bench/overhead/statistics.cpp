// SPDX-License-Identifier: MIT
// The few statistics of the overheads.
#include "bench/overhead/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "bench/table.hpp"

namespace bench::overhead {
namespace {

constexpr auto nothing = std::numeric_limits<double>::quiet_NaN();

std::vector<double> sorted(std::vector<double> values) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  std::ranges::sort(values);
  return values;
}

/// The greatest k with P(Bin(n, 1/2) < k) <= 2.5%; 0 when there is none.
std::size_t lower_rank(std::size_t n) {
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

double quantile(std::vector<double> values, double q) {
  values = sorted(std::move(values));
  if (values.empty()) return nothing;
  if (q == 0.5) return median_of(std::move(values));
  const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size())));
  return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

std::optional<double> spread(const std::vector<double>& values) {
  const auto known = sorted(values);
  const auto middle = quantile(known, 0.5);
  if (known.size() < 2 || middle <= 0) return {};
  auto deviations = known;
  for (auto& each : deviations) each = std::abs(each - middle);
  return quantile(deviations, 0.5) / middle;
}

std::optional<interval> median_interval(std::vector<double> values) {
  values = sorted(std::move(values));
  const auto rank = lower_rank(values.size());
  if (rank == 0) return {};
  return interval{values[rank - 1], values[values.size() - rank]};
}

std::vector<double> paired_ratios(const std::vector<double>& first,
                                  const std::vector<double>& second) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < first.size(); ++i)
    ratios.push_back(second[i] > 0 ? first[i] / second[i] : nothing);
  return ratios;
}

}  // namespace bench::overhead
