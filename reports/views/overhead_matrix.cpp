// SPDX-License-Identifier: MIT
// What the reference pool costs beside those of others, at a glance.
#include "reports/views/overhead_matrix.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "reports/statistics.hpp"
#include "reports/views/cost_numbers.hpp"

namespace reports {
namespace {

template <class Value>
std::size_t place_of(std::vector<Value>& among, const Value& wanted) {
  const auto found = std::ranges::find(among, wanted);
  if (found != among.end()) return static_cast<std::size_t>(found - among.begin());
  among.push_back(wanted);
  return among.size() - 1;
}

}  // namespace

std::optional<table> make_overhead_matrix(const std::vector<bench_cost>& costs,
                                          const wording& say) {
  using row_name = std::pair<std::string, int>;
  std::vector<row_name> questions;
  std::vector<std::string> competitors;
  std::map<std::pair<std::size_t, std::size_t>, double> ratios;  // by row and column
  for (const auto& each : costs) {
    const auto ratio = median(each.ratios);
    if (!ratio || question_of(each) == question::adapter) continue;  // that compares two others
    if (is_reference(each)) continue;                                // to itself it needs no column
    const auto row = place_of(questions, row_name(each.work, each.workers));
    ratios[{row, place_of(competitors, each.competitor)}] = *ratio;
  }
  if (ratios.empty()) return std::nullopt;
  table made{.title = say("The reference pool beside others"),
             .caption = say("The reference's cost / the competitor's, the median of the rounds: "
                            "below 1 the reference costs less, and 0.10 is a tenth."),
             .columns = {{say("work"), "", false}, {say("workers"), "", true}},
             .rows = {}};
  for (const auto& each : competitors) made.columns.push_back({each, "", true});
  for (std::size_t row = 0; row < questions.size(); ++row) {
    auto& cells = made.rows.emplace_back();
    cells = {make_text(questions[row].first), make_number(questions[row].second, 0)};
    for (std::size_t at = 0; at < competitors.size(); ++at) {
      const auto found = ratios.find({row, at});
      cells.push_back(found == ratios.end() ? unknown_cell{} : make_rounded(found->second, 4));
    }
  }
  return made;
}

}  // namespace reports
