// SPDX-License-Identifier: MIT
// The curves behind what legs find, as records have them.
#include "bench/overhead/curves.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "bench/overhead/statistics.hpp"
#include "reports/record/medians.hpp"

namespace bench::overhead {
namespace {

/// Dense where the tail is: trips that take long are few, and what people ask for.
constexpr std::array parts{0.05, 0.1, 0.2,  0.3,  0.4,  0.5,   0.6,   0.7,
                           0.8,  0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999};

}  // namespace

bool are_enough_trips(double beyond) {
  constexpr double fewest = 10;
  constexpr double rounding = 1e-6;  // 1 - 0.9 is a little less than a tenth
  return beyond >= fewest - rounding;
}

std::vector<reports::curve_point> curve_of_trips(const std::vector<double>& seconds) {
  std::vector<reports::curve_point> curve;
  for (const auto part : parts)
    if (are_enough_trips(static_cast<double>(seconds.size()) * std::min(part, 1 - part)))
      curve.push_back({.x = part, .y = quantile(seconds, part)});
  return curve;
}

std::vector<reports::curve_point> median_curve(const std::vector<leg>& legs) {
  std::map<double, std::vector<double>> of_all;
  for (const auto& each : legs)
    if (each.disturbance.empty())
      for (const auto& [x, y] : each.curve) of_all[x].push_back(y);
  std::vector<reports::curve_point> curve;
  for (const auto& [x, values] : of_all)
    if (const auto middle = reports::median(values)) curve.push_back({.x = x, .y = *middle});
  return curve;
}

}  // namespace bench::overhead
