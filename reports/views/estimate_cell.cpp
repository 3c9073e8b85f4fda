// SPDX-License-Identifier: MIT
// A median in one cell, with all that a reader needs to believe it.
#include "reports/views/estimate_cell.hpp"

#include <array>
#include <string_view>

namespace reports {
namespace {

constexpr int most_decimals = 7;
constexpr std::size_t enough_for_an_interval = 6;

/// How a sentence begins, and its word.
struct reason {
  std::string_view beginning;
  std::string_view word;
  reports::tone tone;
};

constexpr std::array reasons{reason{"refused", "refused", tone::plain},
                             reason{"not measured yet", "not yet", tone::plain},
                             reason{"failed: it did not end", "timeout", tone::bad},
                             reason{"failed: it crashed", "crash", tone::bad},
                             reason{"failed: the answer", "wrong", tone::bad},
                             reason{"wrong", "wrong", tone::bad}};

}  // namespace

std::optional<estimate> estimate_of(const std::vector<double>& values) {
  const auto middle = median(values);
  if (!middle) return std::nullopt;
  return estimate{*middle, median_interval(values), finite(values).size()};
}

cell estimate_cell(const std::optional<estimate>& of, standing stands, const wording& say) {
  auto made = make_rounded(of ? std::optional(of->middle) : std::nullopt, most_decimals);
  auto* shown = std::get_if<number_cell>(&made);
  if (shown == nullptr) return made;
  if (of->sure)
    shown->range = say.number(of->sure->low, shown->decimals) + "\u2013" +
                   say.number(of->sure->high, shown->decimals);
  else if (0 < of->values && of->values < enough_for_an_interval)
    shown->range = say("n = {}", of->values);
  return with_mark(std::move(made), stands, say);
}

cell with_mark(cell number, standing stands, const wording& say) {
  auto* shown = std::get_if<number_cell>(&number);
  if (shown != nullptr && (stands == standing::best || stands == standing::as_good))
    shown->mark = std::get<text_cell>(standing_cell(stands, say));
  return number;
}

text_cell reason_cell(const std::string& problem, const wording& say) {
  for (const auto& each : reasons)
    if (problem.starts_with(each.beginning)) return {say.name(each.word), each.tone};
  return {say("failed"), tone::bad};
}

}  // namespace reports
