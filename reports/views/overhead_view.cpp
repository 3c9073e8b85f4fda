// SPDX-License-Identifier: MIT
// What a task costs: our pools beside those of others.
#include "reports/views/overhead_view.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "reports/views/cost_numbers.hpp"

namespace reports {
namespace {

cell verdict(const bench_target& target, const wording& say) {
  const auto met = is_met(target);
  if (!met) return unknown_cell{};
  return *met ? text_cell{say("met"), tone::good} : text_cell{say("missed"), tone::bad};
}

}  // namespace

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
    made.rows.push_back({make_text(each.work), make_text(each.against), make_count(each.workers),
                         amount_cell(each.measured, each.unit), amount_cell(each.low, each.unit),
                         amount_cell(each.high, each.unit), amount_cell(each.bound, each.unit),
                         make_text(shown_unit(each.unit, say)), verdict(each, say)});
  }
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
