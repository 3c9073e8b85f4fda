// SPDX-License-Identifier: MIT
// What is behind the METG and the times of trips, as plots.
//
// How it works: the costs that have curves are grouped by work and workers, a plot each. Of a group
// the reference is drawn first and the best after it, as many as colours can tell apart; who is
// left out, the caption says.
#include "reports/views/curve_plots.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>

#include "reports/statistics.hpp"
#include "reports/views/cost_numbers.hpp"

namespace reports {
namespace {

constexpr std::size_t most_curves = 8;
constexpr double microseconds = 1e6;
constexpr auto none = std::numeric_limits<double>::infinity();

double median_of(const bench_cost& cost) { return median(cost.values).value_or(none); }

/// The points that a logarithmic axis can show, by x.
std::vector<curve_point> points_of(const bench_cost& cost) {
  auto points = cost.curve;
  std::erase_if(points, [](const curve_point& each) {
    return !std::isfinite(each.x) || !std::isfinite(each.y) || each.x <= 0 || each.y <= 0;
  });
  std::ranges::stable_sort(points, {}, &curve_point::x);
  return points;
}

/// The costs with curves of one work on one number of workers.
using group = std::vector<const bench_cost*>;

std::vector<group> groups_of(const std::vector<bench_cost>& costs, question asked) {
  std::vector<group> groups;
  for (const auto& each : costs) {
    if (question_of(each) != asked || each.problem || points_of(each).empty()) continue;
    const auto found = std::ranges::find_if(groups, [&](const group& of) {
      return of.front()->work == each.work && of.front()->workers == each.workers;
    });
    (found == groups.end() ? groups.emplace_back() : *found).push_back(&each);
  }
  const auto references = references_of(costs);
  for (auto& of : groups)
    std::ranges::stable_sort(of, {}, [&](const bench_cost* each) {
      return std::tuple(!references.contains(each->competitor), median_of(*each));
    });
  return groups;
}

/// Keeps those that are drawn. Returns: a sentence that names the others, after a space.
std::string keep_first(group& of, const wording& say) {
  if (of.size() <= most_curves) return "";
  std::vector<std::string> others;
  for (auto at = most_curves; at < of.size(); ++at) others.push_back(of[at]->competitor);
  of.resize(most_curves);
  return say(" Left out: {}.", fmt::format("{}", fmt::join(others, ", ")));
}

/// Marks at round numbers between these two, as many as can be read; none where that is one at
/// most.
std::vector<double> logarithmic_ticks(double least, double most) {
  constexpr std::size_t most_ticks = 8;
  const std::vector<std::vector<double>> steps_of_a_power{
      {1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 5}, {1}};
  for (const auto& steps : steps_of_a_power) {
    std::vector<double> ticks;
    const auto end = std::log10(most);
    for (auto power = std::floor(std::log10(least)); power <= end; ++power)
      for (const auto step : steps)
        if (const auto tick = step * std::pow(10, power); tick >= least && tick <= most)
          ticks.push_back(tick);
    if (ticks.size() <= most_ticks) return ticks.size() < 2 ? std::vector<double>{} : ticks;
  }
  return {};
}

struct extent {
  double least = none;
  double most = 0;

  void add(double value) {
    least = std::min(least, value);
    most = std::max(most, value);
  }
};

extent extent_of(const std::vector<plot_series>& series, double plot_point::*along) {
  extent all;
  for (const auto& each : series)
    for (const auto& point : each.points) all.add(point.*along);
  return all;
}

plot_axis logarithmic_axis(std::string title, const extent& of) {
  return {.title = std::move(title),
          .unit = "µs",
          .is_logarithmic = true,
          .ticks = logarithmic_ticks(of.least, of.most)};
}

/// "work, 2 workers".
std::string name_of(const group& of, const wording& say) {
  const auto workers = static_cast<std::size_t>(std::max(of.front()->workers, 0));
  return fmt::format("{}, {}", of.front()->work, say.counted(workers, "{} worker", "{} workers"));
}

plot_series grain_series(const bench_cost& cost) {
  plot_series made{.name = cost.competitor, .points = {}};
  for (const auto& [x, y] : points_of(cost))
    made.points.push_back({.x = x * microseconds, .y = y * microseconds});
  return made;
}

/// The times of trips are along x, so that a plot reads as "so many were done by then".
plot_series trip_series(const bench_cost& cost) {
  plot_series made{.name = cost.competitor, .points = {}};
  for (const auto& [part, seconds] : points_of(cost))
    made.points.push_back({.x = seconds * microseconds, .y = part});
  return made;
}

/// Where half of the time is work, as far as the series go.
std::vector<reference_line> half_line(const extent& x, const extent& y, const wording& say) {
  const auto from = std::max(x.least, y.least / 2), to = std::min(x.most, y.most / 2);
  if (from >= to) return {};
  return {{.name = say("half is work"),
           .from = {.x = from, .y = 2 * from},
           .to = {.x = to, .y = 2 * to}}};
}

/// The METG of each, which lie where half of the time is work; empty when none is known.
std::optional<plot_series> metg_series(const group& of, const wording& say) {
  plot_series made{.name = say("METG"), .points = {}, .is_joined = false};
  for (const auto* each : of) {
    const auto metg = median_of(*each) * microseconds;
    if (std::isfinite(metg) && metg > 0) made.points.push_back({.x = metg / 2, .y = metg});
  }
  std::ranges::stable_sort(made.points, {}, &plot_point::x);
  if (made.points.empty()) return std::nullopt;
  return made;
}

plot make_grain_plot(group of, const wording& say) {
  const auto cut = keep_first(of, say);
  std::vector<plot_series> series;
  for (const auto* each : of) series.push_back(grain_series(*each));
  const auto x = extent_of(series, &plot_point::x), y = extent_of(series, &plot_point::y);
  if (auto crossings = metg_series(of, say)) series.push_back(std::move(*crossings));
  return {.title = say("{}: time by grain", name_of(of, say)),
          .caption = say("How long a worker is there for a task, by the work in it at the best "
                         "rate that anybody reached: medians of the rounds, less is better. "
                         "Crosses are the METG, the medians of the table.") +
                     cut,
          .kind = plot_kind::lines,
          .x = logarithmic_axis(say("work in a task"), x),
          .y = logarithmic_axis(say("time per task"), y),
          .series = std::move(series),
          .references = half_line(x, y, say)};
}

plot make_trip_plot(group of, const wording& say) {
  const auto cut = keep_first(of, say);
  std::vector<plot_series> series;
  for (const auto* each : of) series.push_back(trip_series(*each));
  const auto x = extent_of(series, &plot_point::x);
  return {
      .title = say("{}: times of trips", name_of(of, say)),
      .caption = say("Which part of the trips took no longer than so much: the further left, "
                     "the quicker. Medians of the rounds, of those parts that ten trips of a round "
                     "or more are beyond.") +
                 cut,
      .kind = plot_kind::lines,
      .x = logarithmic_axis(say("time of a trip"), x),
      .y = {.title = say("part of the trips"), .unit = ""},
      .series = std::move(series)};
}

}  // namespace

std::vector<plot> make_grain_plots(const std::vector<bench_cost>& costs, const wording& say) {
  std::vector<plot> all;
  for (const auto& of : groups_of(costs, question::grain)) all.push_back(make_grain_plot(of, say));
  return all;
}

std::vector<plot> make_trip_plots(const std::vector<bench_cost>& costs, const wording& say) {
  std::vector<plot> all;
  for (const auto& of : groups_of(costs, question::trip)) all.push_back(make_trip_plot(of, say));
  return all;
}

}  // namespace reports
