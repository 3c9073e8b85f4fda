// SPDX-License-Identifier: MIT
// The bound is exact, by bisection of the binomial distribution.
#include "grader/experiment/error_rate.hpp"

#include <fmt/format.h>

#include <cmath>

namespace grader {
namespace {

constexpr double most_doubt = 0.05;

/// P(Bin(n, p) <= k). Requires: 0 < p < 1.
double at_most(int k, int n, double p) {
  double sum = 0;
  for (int i = 0; i <= k; ++i)
    sum += std::exp(std::lgamma(n + 1.0) - std::lgamma(i + 1.0) - std::lgamma(n - i + 1.0) +
                    i * std::log(p) + (n - i) * std::log1p(-p));
  return sum;
}

}  // namespace

double error_rate::upper_bound() const {
  if (wrong >= of) return 1;
  double low = 0, high = 1;
  for (int halving = 0; halving < 60; ++halving) {  // more than the digits of a double
    const double middle = (low + high) / 2;
    (at_most(wrong, of, middle) > most_doubt ? low : high) = middle;
  }
  return high;
}

std::string to_text(const error_rate& rate) {
  if (rate.of == 0) return "none judged";
  return fmt::format("{} of {} ({:.1f} %; at most {:.1f} %)", rate.wrong, rate.of,
                     100.0 * rate.wrong / rate.of, 100 * rate.upper_bound());
}

}  // namespace grader
