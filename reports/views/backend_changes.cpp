// SPDX-License-Identifier: MIT
// What became faster and what slower of whole backends: all rows of one together.
#include "reports/views/backend_changes.hpp"

#include <algorithm>
#include <cmath>

#include "reports/rank_test.hpp"
#include "reports/sign_test.hpp"

namespace reports {
namespace {

/// One value a round: the median of its legs, where half of the rows or more have one.
std::vector<double> rounds_of(const std::vector<std::vector<double>>& rows) {
  std::size_t rounds = 0;
  for (const auto& each : rows) rounds = std::max(rounds, each.size());
  std::vector<double> result;
  for (std::size_t round = 0; round < rounds; ++round) {
    std::vector<double> legs;
    for (const auto& each : rows)
      if (round < each.size() && std::isfinite(each[round])) legs.push_back(each[round]);
    if (!legs.empty() && 2 * legs.size() >= rows.size()) result.push_back(*median(legs));
  }
  return result;
}

/// How likely each is by chance.
struct question {
  double of_rows = 1, of_rounds = 1;
  bool is_answered() const { return of_rows <= level_of_rows && of_rounds <= level_of_rounds; }
};

void adjust(std::vector<question>& all, double question::*which) {
  std::vector<double> probabilities;
  for (const auto& each : all) probabilities.push_back(each.*which);
  probabilities = adjusted_for_many(probabilities);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].*which = probabilities[i];
}

change verdict_of(const backend_change& its, const question& slower, const question& faster,
                  double margin) {
  if (slower.is_answered()) return change::slower;
  if (faster.is_answered()) return change::faster;
  return -margin <= its.sure.low && its.sure.high <= margin ? change::same : change::cannot_tell;
}

}  // namespace

std::vector<backend_change> compare_backends(const std::map<std::string, backend_rows>& backends,
                                             double threshold) {
  const auto margin = std::log(1 + threshold);
  std::vector<backend_change> found;
  std::vector<question> questions;  // of each: slower, faster
  for (const auto& [backend, rows] : backends) {
    const auto& values = rows.changes;
    const auto sure = median_interval(values);
    if (!sure) continue;
    const auto count = [&](auto is_beyond) {
      return static_cast<std::size_t>(std::ranges::count_if(values, is_beyond));
    };
    found.push_back({.backend = backend,
                     .rows = values.size(),
                     .middle = *median(values),
                     .sure = *sure,
                     .above = count([&](double each) { return each > margin; }),
                     .below = count([&](double each) { return each < -margin; })});
    const auto before = rounds_of(rows.before), now = rounds_of(rows.now);
    questions.push_back({probability_of_so_many(found.back().above, values.size()),
                         probability_of_as_far_above(before, now)});
    questions.push_back({probability_of_so_many(found.back().below, values.size()),
                         probability_of_as_far_above(now, before)});
  }
  adjust(questions, &question::of_rows);
  adjust(questions, &question::of_rounds);
  for (std::size_t i = 0; i < found.size(); ++i)
    found[i].verdict = verdict_of(found[i], questions[2 * i], questions[2 * i + 1], margin);
  return found;
}

}  // namespace reports
