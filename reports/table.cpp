// SPDX-License-Identifier: MIT
// Tables that know nothing of formats: what a view makes and a format writes.
#include "reports/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/statistics.hpp"

namespace reports {
namespace {

cell three_digits(double value) {
  constexpr int most = 6;
  return make_rounded(value, most);
}

}  // namespace

cell make_number(double value, int decimals) {
  if (!std::isfinite(value)) return unknown_cell{};
  return number_cell{.value = value, .decimals = decimals};
}

cell make_rounded(std::optional<double> value, int most_decimals) {
  if (!value) return unknown_cell{};
  return make_number(*value, decimals_for_three_digits(*value, most_decimals));
}

cell make_count(std::int64_t value) {
  return value > 0 ? make_number(static_cast<double>(value), 0) : unknown_cell{};
}

cell make_text(std::string value) {
  if (value.empty()) return unknown_cell{};
  return text_cell{std::move(value)};
}

std::string to_string(const number_cell& shown, language spoken) {
  auto digits = fmt::format("{:.{}f}", shown.value, shown.decimals);
  const bool is_zero = digits.find_first_of("123456789") == std::string::npos;
  if (is_zero && digits.front() == '-') digits.erase(0, 1);
  return with_decimal_mark(digits, spoken);
}

std::string to_marked_string(const number_cell& shown, language spoken) {
  auto text = to_string(shown, spoken);
  if (!shown.range.empty()) text += " (" + shown.range + ")";
  if (!shown.mark.value.empty()) text += " " + shown.mark.value;
  return text;
}

std::string to_exact_string(const number_cell& exact) { return fmt::format("{}", exact.value); }

std::string header(const column& of) {
  return of.unit.empty() ? of.title : fmt::format("{} [{}]", of.title, of.unit);
}

std::string axis_title(const plot_axis& of) { return header(column{of.title, of.unit, true}); }

std::vector<const plot*> all_plots(const document& of) {
  std::vector<const plot*> all;
  for (const auto& from : of.tables) {
    for (const auto& each : from.plots) all.push_back(&each);
  }
  return all;
}

table to_table(const plot& of, language spoken) {
  const wording say(spoken);
  const bool has_intervals = std::ranges::any_of(of.series, [](const plot_series& each) {
    return std::ranges::any_of(each.points, [](auto& point) { return std::isfinite(point.low); });
  });
  const bool names_series = of.kind == plot_kind::strips || of.series.size() > 1;
  table made{.title = of.title, .caption = of.caption, .columns = {}, .rows = {}};
  if (names_series)
    made.columns.push_back({of.kind == plot_kind::strips ? of.y.title : say("series"), "", false});
  made.columns.push_back({of.x.title, of.x.unit, true});
  if (of.kind != plot_kind::strips) made.columns.push_back({of.y.title, of.y.unit, true});
  if (has_intervals) {
    made.columns.push_back({say("interval from"), "", true});
    made.columns.push_back({say("to"), "", true});
  }
  for (const auto& series : of.series) {
    for (const auto& point : series.points) {
      auto& row = made.rows.emplace_back();
      if (names_series) row.push_back(make_text(series.name));
      row.push_back(three_digits(point.x));
      if (of.kind != plot_kind::strips) row.push_back(three_digits(point.y));
      if (!has_intervals) continue;
      row.push_back(three_digits(point.low));
      row.push_back(three_digits(point.high));
    }
  }
  return made;
}

}  // namespace reports
