// SPDX-License-Identifier: MIT
// What the costs of a benchmark say, as numbers that tables and plots show.
#include "reports/views/cost_numbers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <tuple>

#include "reports/statistics.hpp"

namespace reports {
namespace {

constexpr std::array<std::string_view, 2> percentiles{"_p90", "_p99"};

bool is_time(const std::string& unit) { return unit == "s"; }

}  // namespace

std::string without_percentile(const std::string& work) {
  for (const auto each : percentiles)
    if (work.ends_with(each)) return work.substr(0, work.size() - each.size());
  return work;
}

question question_of(const bench_cost& cost) {
  if (cost.unit == "ratio") return question::adapter;
  if (!is_time(cost.unit) || cost.work == "idle") return question::pool;
  if (cost.work.starts_with("metg_")) return question::grain;
  const auto work = without_percentile(cost.work);
  return work == "paused" || work.ends_with("_trip") ? question::trip : question::task;
}

const bench_cost* find_beside(const bench_cost& cost, const std::string& work,
                              const std::vector<bench_cost>& costs) {
  const auto found = std::ranges::find_if(costs, [&](const bench_cost& each) {
    return each.work == work && each.competitor == cost.competitor &&
           each.workers == cost.workers && each.unit == cost.unit;
  });
  return found == costs.end() ? nullptr : &*found;
}

bool is_reference(const bench_cost& cost) {
  const auto known = finite(cost.ratios);
  return !known.empty() && std::ranges::all_of(known, [](double each) { return each == 1; });
}

bool was_always_disturbed(const bench_cost& cost) {
  return !cost.disturbances.empty() && std::ranges::none_of(cost.disturbances, &std::string::empty);
}

std::set<std::string> references_of(const std::vector<bench_cost>& costs) {
  std::set<std::string> references, others;
  for (const auto& each : costs)
    if (median(each.ratios)) (is_reference(each) ? references : others).insert(each.competitor);
  for (const auto& each : others) references.erase(each);
  return references;
}

std::vector<standing> cost_standings(const std::vector<bench_cost>& costs) {
  std::map<std::tuple<std::string, int, std::string>, std::vector<std::size_t>> groups;
  for (std::size_t at = 0; at < costs.size(); ++at) {
    const auto& each = costs[at];
    if (question_of(each) == question::adapter) continue;  // these compare two others
    if (!each.problem && each.answer_checked && median(each.values))
      groups[{each.work, each.workers, each.unit}].push_back(at);
  }
  std::vector<standing> all(costs.size(), standing::not_compared);
  for (const auto& [key, members] : groups) {
    std::vector<std::vector<double>> samples;
    for (const auto at : members) samples.push_back(costs[at].values);
    const auto ranked = rank_by_pairs(samples);
    for (std::size_t at = 0; at < members.size(); ++at) all[members[at]] = ranked[at];
  }
  return all;
}

std::string shown_unit(const std::string& unit, const wording& say) {
  return is_time(unit) ? "µs" : say.name(unit);
}

cell amount_cell(std::optional<double> value, const std::string& unit) {
  constexpr int most_decimals = 7;
  if (value && is_time(unit)) *value *= 1e6;
  return make_rounded(value, most_decimals);
}

}  // namespace reports
