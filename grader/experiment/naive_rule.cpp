// SPDX-License-Identifier: MIT
// Best of five.
#include "grader/experiment/naive_rule.hpp"

#include <algorithm>

namespace grader {

std::optional<bool> passes_naively(const std::optional<reports::speedup_result>& measured) {
  constexpr int runs = 5;
  if (!measured || measured->reference_seconds.size() < runs) return {};
  const auto best = [](const std::vector<double>& all) {
    return *std::min_element(all.begin(), all.begin() + runs);
  };
  return best(measured->reference_seconds) / best(measured->submission_seconds) >=
         naive_least_ratio;
}

}  // namespace grader
