// SPDX-License-Identifier: MIT
// What a task costs: our pools beside those of others.
#include "reports/views/overhead_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "reports/statistics.hpp"
#include "reports/views/cost_numbers.hpp"

namespace reports {
namespace {

cell verdict(const bench_target& target, const wording& say) {
  const auto met = is_met(target);
  if (!met) return unknown_cell{};
  return *met ? text_cell{say("met"), tone::good} : text_cell{say("missed"), tone::bad};
}

/// The ratios of the target, by round, each as a part of its bound; empty for what is no ratio.
std::vector<double> parts_of_bound(const bench_target& target,
                                   const std::vector<bench_cost>& costs) {
  std::vector<double> parts;
  for (const auto& each : costs)
    if (!target.against.empty() && each.work == target.work && each.workers == target.workers &&
        each.competitor == target.against)
      for (const auto ratio : finite(each.ratios)) parts.push_back(ratio / target.bound);
  return parts;
}

std::optional<plot> make_targets_plot(const bench_record& record, const wording& say) {
  std::vector<plot_series> series;
  for (const auto& each : record.targets) {
    auto parts = parts_of_bound(each, record.costs);
    const auto middle = median(parts);
    if (!middle) continue;
    plot_point point{.x = *middle};
    if (const auto sure = median_interval(parts)) point.low = sure->low, point.high = sure->high;
    series.push_back({.name = fmt::format("{}, {}, {}", each.work, each.against, each.workers),
                      .points = {point},
                      .samples = std::move(parts)});
  }
  if (series.empty()) return {};
  return plot{.title = say("Ratios, with the bounds of the targets"),
              .caption = say("The reference's cost / the other's, one circle for each round, "
                             "divided by the most that the target allows; the dot is the median, "
                             "with its 95% interval from six rounds on. Left of 1 the target is "
                             "met."),
              .kind = plot_kind::strips,
              .x = {.title = say("ratio / bound"), .unit = "", .is_logarithmic = true},
              .y = {.title = say("work, compared with, workers"), .unit = ""},
              .series = std::move(series),
              .references = {{.name = say("bound"), .from = {.x = 1}, .to = {.x = 1}}}};
}

}  // namespace

table make_targets_table(const bench_record& record, const wording& say) {
  table made{.title = say("Targets"),
             .caption = say("What the reference may cost at most, by itself or in comparison; the "
                            "interval holds the true median with 95% confidence."),
             .columns = {{say("work"), "", false},
                         {say("compared with"), "", false},
                         {say("workers"), "", true},
                         {say("measured"), "", true},
                         {say("interval from"), "", true},
                         {say("to"), "", true},
                         {say("at most"), "", true},
                         {say("unit"), "", false},
                         {say("verdict"), "", false}},
             .rows = {}};
  for (const auto& each : record.targets) {
    made.rows.push_back({make_text(each.work), make_text(each.against), make_count(each.workers),
                         amount_cell(each.measured, each.unit), amount_cell(each.low, each.unit),
                         amount_cell(each.high, each.unit), amount_cell(each.bound, each.unit),
                         make_text(shown_unit(each.unit, say)), verdict(each, say)});
  }
  if (auto drawn = make_targets_plot(record, say)) made.plots.push_back(std::move(*drawn));
  return made;
}

std::string summarise_overheads(const bench_record& record, const wording& say) {
  std::set<std::string> works, competitors;
  for (const auto& each : record.costs) {
    works.insert(without_percentile(each.work));
    const bool is_pair_of_them = question_of(each) == question::adapter;
    if (!is_pair_of_them) competitors.insert(each.competitor);
  }
  const auto met = std::ranges::count_if(
      record.targets, [](const bench_target& each) { return is_met(each).value_or(false); });
  const auto unknown = std::ranges::count_if(
      record.targets, [](const bench_target& each) { return !is_met(each).has_value(); });
  return say("{} at {}; of {} {} met, {} not measured.",
             say.counted(competitors.size(), "{} competitor", "{} competitors"),
             say.counted(works.size(), "{} work", "{} works"),
             say.counted(record.targets.size(), "{} target", "{} targets"), met, unknown);
}

}  // namespace reports
