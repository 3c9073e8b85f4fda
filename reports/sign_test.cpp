// SPDX-License-Identifier: MIT
// Whether more than half of something is on one side, whatever its distribution.
#include "reports/sign_test.hpp"

#include <algorithm>
#include <cmath>

namespace reports {

double probability_of_so_many(std::size_t successes, std::size_t tries) {
  double sum = 0;
  const auto log_factorial = [](std::size_t n) { return std::lgamma(static_cast<double>(n) + 1); };
  for (auto k = successes; k <= tries; ++k)
    sum += std::exp(log_factorial(tries) - log_factorial(k) - log_factorial(tries - k) -
                    static_cast<double>(tries) * std::log(2.0));
  return std::min(1.0, sum);
}

}  // namespace reports
