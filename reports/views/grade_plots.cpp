// SPDX-License-Identifier: MIT
// What a class did, as plots.
#include "reports/views/grade_plots.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "reports/statistics.hpp"
#include "reports/views/class_summary.hpp"

namespace reports {
namespace {

using records = std::vector<submission_record>;

struct grades {
  std::vector<double> values;
  double most = 0;
  bool in_percent = false;  ///< where not all can get as many points
};

grades grades_of(const records& all) {
  grades found;
  for (const auto& each : all) {
    if (!is_judged(each) || !std::isfinite(each.points) || !(each.max_points > 0)) continue;
    if (!found.values.empty() && each.max_points != found.most) found.in_percent = true;
    found.most = each.max_points;
    found.values.push_back(each.points);
  }
  if (!found.in_percent) return found;
  found = {.values = {}, .most = 100, .in_percent = true};
  for (const auto& each : all) {
    if (is_judged(each) && std::isfinite(each.points) && each.max_points > 0)
      found.values.push_back(100 * each.points / each.max_points);
  }
  return found;
}

/// The least round width with which no more bars are needed than one reads at a glance.
double width_of_bars(double most) {
  constexpr double most_bars_shown = 21;
  for (double power = 0.01;; power *= 10) {
    for (const double digit : {1.0, 2.0, 5.0}) {
      if (most / (power * digit) < most_bars_shown) return power * digit;
    }
  }
}

std::vector<plot_point> bars_of(const grades& from, double width) {
  const auto last = static_cast<std::size_t>(std::floor(from.most / width));
  std::vector<plot_point> bars;
  for (std::size_t at = 0; at <= last; ++at) bars.push_back({.x = static_cast<double>(at) * width});
  for (const double value : from.values) {
    // A hair to the right: a sum of fractions may lie below the number that it means.
    const auto at = std::floor(std::max(0.0, value) / width + 1e-9);
    bars[std::min(static_cast<std::size_t>(at), last)].y += 1;
  }
  return bars;
}

}  // namespace

std::vector<plot> make_grade_plots(const records& all, const wording& say) {
  constexpr std::size_t fewest = 2;
  constexpr double most_points = 1e6;  // beyond it, nobody's points are meant
  const auto found = grades_of(all);
  if (found.values.size() < fewest || found.most > most_points) return {};
  const auto width = width_of_bars(found.most);
  const auto middle = *median(found.values);
  return {{.title = say("How the grades are distributed"),
           .caption = say(
               "Submissions by their points: each bar counts those from its left edge up to, but "
               "not with, the next one's. The line is the median."),
           .kind = plot_kind::bars,
           .x = {.title = say("points"), .unit = found.in_percent ? "%" : ""},
           .y = {.title = say("submissions"), .unit = ""},
           .series = {{.name = say("submissions"), .points = bars_of(found, width)}},
           .references = {{.name = say("median"), .from = {.x = middle}, .to = {.x = middle}}},
           .bar_width = width}};
}

}  // namespace reports
