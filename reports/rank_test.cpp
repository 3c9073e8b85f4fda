// SPDX-License-Identifier: MIT
// Counts of orderings.
//
// How it works. U is the number of pairs whose second value is above the first. Of the orderings of
// m and n values, count(u) have U = u: either the largest of all is a second one, above all m
// first ones, or it is a first one. That gives the counts of larger samples from those of smaller.
// U of large samples is distributed normally, as Mann and Whitney show, by mean m n / 2 and variance
// m n (m + n + 1) / 12; a half more corrects for whole numbers.
#include "reports/rank_test.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace reports {
namespace {

/// Samples so large that the normal distribution tells the same, and counting takes long.
bool are_large(std::size_t m, std::size_t n) {
  constexpr std::size_t most_counted = 4096;  // values of U
  return m * n > most_counted;
}

/// How likely U is `u` at most, by the normal distribution.
double normal_lower_tail(std::size_t m, std::size_t n, double u) {
  const auto product = static_cast<double>(m) * static_cast<double>(n);
  const auto deviation = std::sqrt(product * static_cast<double>(m + n + 1) / 12);
  return std::erfc((product / 2 - (u + 0.5)) / deviation / std::sqrt(2.0)) / 2;
}

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

/// How likely U is `u` at least.
double upper_tail(std::size_t m, std::size_t n, std::size_t u) {
  // As likely as m n - u at most.
  if (are_large(m, n)) return normal_lower_tail(m, n, static_cast<double>(m * n - u));
  const auto parts = distribution(m, n);
  return std::accumulate(parts.begin() + static_cast<std::ptrdiff_t>(std::min(u, parts.size())),
                         parts.end(), 0.0);
}

/// The least U that is likelier than `probability`, with all below it.
std::size_t likelier_than(double probability, std::size_t m, std::size_t n) {
  std::size_t u = 0;
  if (are_large(m, n)) {
    while (normal_lower_tail(m, n, static_cast<double>(u)) <= probability) ++u;
    return u;
  }
  const auto parts = distribution(m, n);
  for (double below = 0; u < parts.size(); ++u) {
    below += parts[u];
    if (below > probability) break;
  }
  return u;
}

}  // namespace

double probability_of_as_far_above(const std::vector<double>& first,
                                   const std::vector<double>& second) {
  if (first.empty() || second.empty()) return 1;
  std::size_t above = 0;
  for (const auto x : first)
    above +=
        static_cast<std::size_t>(std::ranges::count_if(second, [x](double y) { return y > x; }));
  return std::min(1.0, upper_tail(first.size(), second.size(), above));
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
  const auto cut = likelier_than((1 - confidence) / 2, first.size(), second.size());
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
