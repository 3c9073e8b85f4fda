// SPDX-License-Identifier: MIT
// What a task costs: our pools beside those of others.
#include "reports/views/overhead_view.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "reports/statistics.hpp"

namespace reports {
namespace {

constexpr int most_decimals = 4;  // of microseconds, and of ratios

/// Times are shown in microseconds, everything else as it is.
bool is_time(const std::string& unit) { return unit == "s"; }
std::string shown_unit(const std::string& unit, const wording& say) {
  return is_time(unit) ? "µs" : say.name(unit);
}

cell amount(std::optional<double> value, const std::string& unit) {
  if (!value || !std::isfinite(*value)) return unknown_cell{};
  const auto shown = is_time(unit) ? *value * 1e6 : *value;
  return make_number(shown, decimals_for_three_digits(shown, most_decimals));
}

/// The median absolute deviation from the median, in percent of it.
cell spread(const std::vector<double>& values) {
  auto deviations = finite(values);
  const auto middle = median(deviations);
  if (deviations.size() < 2 || *middle <= 0) return unknown_cell{};
  for (auto& each : deviations) each = std::abs(each - *middle);
  return make_number(100 * *median(deviations) / *middle, 0);
}

cell problem(const bench_cost& cost, const wording& say) {
  if (cost.problem) return text_cell{*cost.problem};
  return cost.answer_checked ? cell(unknown_cell{}) : text_cell{say("the answer was not checked")};
}

cell count(std::int64_t value) {
  return value > 0 ? make_number(static_cast<double>(value), 0) : unknown_cell{};
}

cell verdict(const bench_target& target, const wording& say) {
  const auto met = is_met(target);
  if (!met) return unknown_cell{};
  return *met ? text_cell{say("met"), tone::good} : text_cell{say("missed"), tone::bad};
}

}  // namespace

table make_costs_table(const std::vector<bench_cost>& costs, const wording& say) {
  table made{
      .title = say("What a task costs"),
      .caption = say("The spread is the median absolute deviation from the median; the ratio is "
                     "the median over the rounds of the reference's cost / this one."),
      .columns = {{say("work"), "", false},
                  {say("workers"), "", true},
                  {say("competitor"), "", false},
                  {say("median cost"), "", true},
                  {say("unit"), "", false},
                  {say("spread"), "%", true},
                  {say("reference / this"), "", true},
                  {say("tasks"), "", true},
                  {say("rounds"), "", true},
                  {say("problem"), "", false}},
      .rows = {}};
  for (const auto& each : costs) {
    made.rows.push_back(
        {make_text(each.work), count(each.workers), make_text(each.competitor),
         amount(median(each.values), each.unit), make_text(shown_unit(each.unit, say)),
         spread(each.values), amount(median(each.ratios), "ratio"), count(each.tasks),
         make_number(static_cast<double>(finite(each.values).size()), 0), problem(each, say)});
  }
  return made;
}

table make_targets_table(const std::vector<bench_target>& targets, const wording& say) {
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
  for (const auto& each : targets) {
    made.rows.push_back({make_text(each.work), make_text(each.against), count(each.workers),
                         amount(each.measured, each.unit), amount(each.low, each.unit),
                         amount(each.high, each.unit), amount(each.bound, each.unit),
                         make_text(shown_unit(each.unit, say)), verdict(each, say)});
  }
  return made;
}

std::string summarise_overheads(const bench_record& record, const wording& say) {
  std::set<std::string> works, competitors;
  for (const auto& each : record.costs) {
    works.insert(each.work);
    if (each.unit != "ratio") competitors.insert(each.competitor);  // else a pair of them
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
