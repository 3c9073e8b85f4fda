// SPDX-License-Identifier: MIT
// The few statistics that the overheads have for themselves.
#include "bench/overhead/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "reports/record/medians.hpp"

namespace bench::overhead {
namespace {

constexpr auto nothing = std::numeric_limits<double>::quiet_NaN();

}  // namespace

double quantile(std::vector<double> values, double q) {
  if (q == 0.5) return reports::median(values).value_or(nothing);
  values = reports::finite(values);
  if (values.empty()) return nothing;
  std::ranges::sort(values);
  const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size())));
  return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

std::vector<double> paired_ratios(const std::vector<double>& first,
                                  const std::vector<double>& second) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < first.size(); ++i)
    ratios.push_back(second[i] > 0 ? first[i] / second[i] : nothing);
  return ratios;
}

double extrapolated(double beginning, double next, double seen, double all) {
  return beginning + next * all / seen;
}

}  // namespace bench::overhead
