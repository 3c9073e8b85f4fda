// SPDX-License-Identifier: MIT
// Counts of orderings.
//
// How it works. U is the number of pairs whose second value is above the first. Of the orderings of
// m and n values, count(u) have U = u: either the largest of all is a second one, above all m
// first ones, or it is a first one. That gives the counts of larger samples from those of smaller.
#include "reports/rank_test.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace reports {
namespace {

/// How often each U from 0 to m n comes up, as a part of all orderings.
std::vector<double> distribution(std::size_t m, std::size_t n) {
  // counts[j][u]: of i first values, so far, and j second ones
  std::vector<std::vector<double>> counts(n + 1, {1.0});
  for (std::size_t i = 1; i <= m; ++i)
    for (std::size_t j = 1; j <= n; ++j) {
      // The largest is a first value: (i-1, j), as it was; or a second one: (i, j-1), and i more.
      auto larger = counts[j];
      larger.resize(i * j + 1, 0);
      for (std::size_t u = 0; u < counts[j - 1].size(); ++u) larger[u + i] += counts[j - 1][u];
      counts[j] = std::move(larger);
    }
  auto& found = counts[n];
  const auto all = std::accumulate(found.begin(), found.end(), 0.0);
  for (auto& each : found) each /= all;
  return found;
}

/// Of the values from `u` on.
double upper_tail(const std::vector<double>& parts, std::size_t u) {
  return std::accumulate(parts.begin() + static_cast<std::ptrdiff_t>(std::min(u, parts.size())),
                         parts.end(), 0.0);
}

}  // namespace

double probability_of_as_far_above(const std::vector<double>& first,
                                   const std::vector<double>& second) {
  if (first.empty() || second.empty()) return 1;
  std::size_t above = 0;
  for (const auto x : first)
    above +=
        static_cast<std::size_t>(std::ranges::count_if(second, [x](double y) { return y > x; }));
  return std::min(1.0, upper_tail(distribution(first.size(), second.size()), above));
}

std::optional<shift> shift_between(const std::vector<double>& first,
                                   const std::vector<double>& second, double confidence) {
  if (first.empty() || second.empty()) return {};
  std::vector<double> differences;
  for (const auto x : first)
    for (const auto y : second) differences.push_back(y - x);
  std::ranges::sort(differences);
  // The interval leaves out the lowest `cut` differences and as many above, where U <= cut - 1 is
  // no likelier than half of what the confidence leaves.
  const auto parts = distribution(first.size(), second.size());
  std::size_t cut = 0;
  for (double below = 0; cut < parts.size(); ++cut) {
    below += parts[cut];
    if (below > (1 - confidence) / 2) break;
  }
  const auto count = differences.size();
  if (cut == 0 || 2 * cut > count) return {};
  const auto middle = (differences[(count - 1) / 2] + differences[count / 2]) / 2;
  return shift{middle, differences[cut - 1], differences[count - cut]};
}

std::vector<double> adjusted_for_many(const std::vector<double>& probabilities) {
  std::vector<std::size_t> order(probabilities.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return probabilities[i]; });
  std::vector<double> adjusted(probabilities.size());
  double so_far = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const auto left = static_cast<double>(order.size() - rank);
    so_far = std::max(so_far, std::min(1.0, left * probabilities[order[rank]]));
    adjusted[order[rank]] = so_far;
  }
  return adjusted;
}

}  // namespace reports
