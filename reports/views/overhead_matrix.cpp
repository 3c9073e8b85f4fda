// SPDX-License-Identifier: MIT
// What the reference pool costs beside those of others, at a glance.
#include "reports/views/overhead_matrix.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "reports/statistics.hpp"
#include "reports/views/cost_numbers.hpp"
#include "reports/views/estimate_cell.hpp"

namespace reports {
namespace {

template <class Value>
std::size_t place_of(std::vector<Value>& among, const Value& wanted) {
  const auto found = std::ranges::find(among, wanted);
  if (found != among.end()) return static_cast<std::size_t>(found - among.begin());
  among.push_back(wanted);
  return among.size() - 1;
}

/// Why a competitor has no ratio there: what became of it at the work that this is a percentile of.
cell reason_of_none(const std::string& work, int workers, const std::string& competitor,
                    const std::vector<bench_cost>& costs, const wording& say) {
  for (const auto& each : costs)
    if (each.work == without_percentile(work) && each.workers == workers &&
        each.competitor == competitor && each.problem)
      return reason_cell(*each.problem, say);
  return unknown_cell{};
}

}  // namespace

std::optional<table> make_overhead_matrix(const std::vector<bench_cost>& costs,
                                          const wording& say) {
  using row_name = std::pair<std::string, int>;
  std::vector<row_name> questions;
  std::vector<std::string> competitors;
  std::map<std::pair<std::size_t, std::size_t>, cell> cells;  // by row and column
  std::map<row_name, const bench_cost*> references;
  bool has_ratios = false;
  const auto ranks = cost_standings(costs);
  const auto names = references_of(costs);
  for (std::size_t at = 0; at < costs.size(); ++at) {
    const auto& each = costs[at];
    if (question_of(each) == question::adapter) continue;         // that compares two others
    if (is_reference(each) || names.contains(each.competitor)) {  // to itself it needs no ratio
      references[{each.work, each.workers}] = &each;
      continue;
    }
    const auto ratio = estimate_of(each.ratios);
    if (!ratio && !each.problem && !was_always_disturbed(each)) continue;
    has_ratios = has_ratios || ratio;
    const auto row = place_of(questions, row_name(each.work, each.workers));
    cells[{row, place_of(competitors, each.competitor)}] =
        ratio          ? estimate_cell(ratio, ranks[at], say)
        : each.problem ? cell(reason_cell(*each.problem, say))
                       : text_cell{say("disturbed"), tone::plain};
  }
  if (!has_ratios) return std::nullopt;
  table made{.title = say("The reference pool beside others"),
             .caption = say("The reference's cost / the competitor's, the median of the rounds "
                            "with its 95% interval: below 1 the reference costs less, and 0.10 is "
                            "a tenth. The best is marked, and what is as good, for it cannot be "
                            "told from the best. A dash: that competitor takes no part, or its "
                            "METG is not known."),
             .columns = {{say("work"), "", false},
                         {say("workers"), "", true},
                         {say("reference"), "", true},
                         {say("unit"), "", false}},
             .rows = {}};
  for (const auto& each : competitors) made.columns.push_back({each, "", true});
  for (std::size_t row = 0; row < questions.size(); ++row) {
    const auto reference = references.find(questions[row]);
    const auto* its = reference == references.end() ? nullptr : reference->second;
    auto& shown = made.rows.emplace_back();
    shown = {make_text(questions[row].first), make_number(questions[row].second, 0),
             its == nullptr ? unknown_cell{}
                            : with_mark(amount_cell(median(its->values), its->unit),
                                        ranks[static_cast<std::size_t>(its - costs.data())], say),
             its == nullptr ? unknown_cell{} : make_text(shown_unit(its->unit, say))};
    for (std::size_t at = 0; at < competitors.size(); ++at) {
      const auto found = cells.find({row, at});
      shown.push_back(found != cells.end()
                          ? found->second
                          : reason_of_none(questions[row].first, questions[row].second,
                                           competitors[at], costs, say));
    }
  }
  return made;
}

}  // namespace reports
