// SPDX-License-Identifier: MIT
// What a benchmark shows as plots: how backends scale, and how they compare pair by pair.
#include "reports/views/bench_plots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "reports/statistics.hpp"
#include "reports/views/bench_numbers.hpp"
#include "reports/views/cost_numbers.hpp"

namespace reports {
namespace {

constexpr std::size_t most_lines = 12;   // that marks and dashes can tell apart
constexpr std::size_t most_strips = 40;  // that fit on a page

std::vector<const bench_result*> results_of(const std::string& workload,
                                            const bench_record& record) {
  std::vector<const bench_result*> all;
  for (const auto& each : record.results) {
    if (each.workload == workload && has_numbers(each)) all.push_back(&each);
  }
  return all;
}

/// The median of the values with its interval, over x.
std::optional<plot_point> median_point(double x, const std::vector<double>& values) {
  const auto found = estimate_of(values);
  if (!found) return {};
  plot_point point{.x = x, .y = found->middle};
  if (found->sure) point.low = found->sure->low, point.high = found->sure->high;
  return point;
}

/// A row of a plot of strips; nothing when there are no values.
std::optional<plot_series> strip(const std::string& name, const std::vector<double>& values) {
  auto point = median_point(0, values);
  if (!point) return {};
  std::swap(point->x, point->y);
  return plot_series{.name = name, .points = {*point}, .samples = finite(values)};
}

/// Says that some are left out, if so. Returns: the sentence with a space before it.
std::string keep_first(std::vector<plot_series>& series, std::size_t most, const wording& say) {
  const auto all = series.size();
  if (all <= most) return "";
  series.resize(most);
  return say(" Only the first {} of {} are drawn.", most, all);
}

bool has_serial_times(const std::vector<const bench_result*>& results) {
  return std::ranges::any_of(
      results, [](const bench_result* each) { return median(each->serial_seconds).has_value(); });
}

/// Each repetition's speedup over the serial code beside it.
std::vector<double> serial_speedups(const bench_result& result) {
  return quotients(result.serial_seconds, result.wall_seconds);
}

/// Each repetition's speedup over the backend's own median on one worker.
std::vector<double> own_speedups(const bench_result& result,
                                 const std::vector<const bench_result*>& all) {
  const auto one = std::ranges::find_if(all, [&](const bench_result* each) {
    return each->backend == result.backend && each->workers == 1;
  });
  if (one == all.end()) return {};
  const auto base = median((*one)->wall_seconds);
  if (!base) return {};
  return quotients(std::vector<double>(result.wall_seconds.size(), *base), result.wall_seconds);
}

std::vector<plot_series> speedup_series(const std::vector<const bench_result*>& results,
                                        bool from_serial) {
  std::vector<plot_series> all;
  for (const auto* each : results) {
    if (each->workers <= 0) continue;
    const auto point = median_point(
        each->workers, from_serial ? serial_speedups(*each) : own_speedups(*each, results));
    if (!point) continue;
    auto series = std::ranges::find(all, each->backend, &plot_series::name);
    if (series == all.end()) series = all.insert(all.end(), {.name = each->backend, .points = {}});
    series->points.push_back(*point);
  }
  for (auto& each : all) std::ranges::stable_sort(each.points, {}, &plot_point::x);
  return all;
}

/// The numbers of threads, up to so many, of which the machine's own speedup is known.
std::set<int> measured_ceilings(int most, const bench_record& record) {
  std::set<int> counts;
  for (const auto& each : record.ceilings)
    if (each.workers > 1 && each.workers <= most && ceiling_of(each.workers, record))
      counts.insert(each.workers);
  return counts;
}

/// What bounds a speedup on up to so many workers: the ideal, what work and span allow where that
/// is less, and what the machine gives.
std::vector<reference_line> bounds_of_speedup(const std::string& workload, double most,
                                              const bench_record& record, const wording& say) {
  std::vector<reference_line> lines{
      {.name = say("ideal"), .from = {.x = 1, .y = 1}, .to = {.x = most, .y = most}}};
  const auto workers = static_cast<int>(most);
  if (const auto bound = bound_of(workload, workers, record); bound && *bound < most)
    lines.push_back({.name = say("work / span"),
                     .from = {.x = 1, .y = *bound},
                     .to = {.x = most, .y = *bound}});
  plot_point last{.x = 1, .y = 1};
  for (auto name = say("machine"); const int count : measured_ceilings(workers, record)) {
    const plot_point next{.x = static_cast<double>(count), .y = *ceiling_of(count, record)};
    lines.push_back({.name = std::exchange(name, ""), .from = last, .to = next});
    last = next;
  }
  return lines;
}

std::optional<plot> make_speedup_plot(const std::string& workload,
                                      const std::vector<const bench_result*>& results,
                                      const bench_record& record, const wording& say) {
  const bool from_serial = has_serial_times(results);
  auto series = speedup_series(results, from_serial);
  std::set<double> workers;
  for (const auto& each : series) {
    for (const auto& point : each.points) workers.insert(point.x);
  }
  if (workers.size() < 2) return {};
  const auto cut = keep_first(series, most_lines, say);
  return plot{
      .title = say("{}: speedup", workload),
      .caption =
          (from_serial
               ? say("The serial code's time divided by the time on so many workers: the median, "
                     "with its 95% interval from six repetitions on. The ideal line is as many "
                     "times as fast as there are workers.")
               : say("The backend's own time on one worker divided by that on so many workers: the "
                     "median, with its 95% interval from six repetitions on. The ideal line is as "
                     "many times as fast as there are workers.")) +
          cut,
      .kind = plot_kind::lines,
      .x = {.title = say("workers"), .unit = "", .ticks = {workers.begin(), workers.end()}},
      .y = {.title = say("speedup"), .unit = ""},
      .series = std::move(series),
      .references = bounds_of_speedup(workload, *workers.rbegin(), record, say)};
}

std::string name_with_workers(const std::string& name, int workers) {
  return workers > 0 ? fmt::format("{}, {}", name, workers) : name;
}

/// Whether the values differ so much that equal factors should look equal.
bool needs_logarithm(const std::vector<plot_series>& series, double factor) {
  double least = std::numeric_limits<double>::infinity();
  double most = 0;
  for (const auto& each : series) {
    for (const double value : each.samples) {
      least = std::min(least, value);
      most = std::max(most, value);
    }
  }
  return least > 0 && most > factor * least;
}

std::optional<plot> make_ratio_plot(const std::string& workload,
                                    const std::vector<const bench_result*>& results,
                                    const wording& say) {
  std::vector<plot_series> series;
  for (const auto* each : results) {
    if (auto row = strip(name_with_workers(each->backend, each->workers), each->reference_ratios))
      series.push_back(std::move(*row));
  }
  if (series.empty()) return {};
  const auto cut = keep_first(series, most_strips, say);
  constexpr double wide = 8;
  return plot{
      .title = say("{}: compared pair by pair", workload),
      .caption = say("The reference's time divided by the backend's, one circle for each pair; "
                     "the dot is their median, with its 95% interval from six pairs on. Right "
                     "of 1 the backend is faster than the reference.") +
                 cut,
      .kind = plot_kind::strips,
      .x = {.title = say("reference / backend"),
            .unit = "",
            .is_logarithmic = needs_logarithm(series, wide)},
      .y = {.title = say("backend, workers"), .unit = ""},
      .series = std::move(series),
      .references = {{.name = say("as fast"), .from = {.x = 1}, .to = {.x = 1}}}};
}

/// By what the costs answer.
std::string title_of_costs(const bench_cost& any, const wording& say) {
  switch (question_of(any)) {
    case question::task:
      return say("{}: cost of a task", any.work);
    case question::trip:
      return say("{}: time of a trip", any.work);
    case question::grain:
      return say("{}: the least grain", any.work);
    case question::adapter:
      return say("{}: with the adapter / without", any.work);
    case question::pool:
      break;
  }
  return any.unit == "bytes" ? say("{}: memory of a future", any.work)
                             : say("{}: processor time of a pool", any.work);
}

/// Of all costs with the work and the unit of this one.
std::optional<plot> make_cost_plot(const bench_cost& any, const std::vector<bench_cost>& costs,
                                   const wording& say) {
  const auto& unit = any.unit;
  const double scale = unit == "s" ? 1e6 : 1;
  std::vector<plot_series> series;
  for (const auto& each : costs) {
    if (each.work != any.work || each.unit != unit || each.problem) continue;
    auto values = finite(each.values);
    for (auto& value : values) value *= scale;
    if (auto row = strip(name_with_workers(each.competitor, each.workers), values))
      series.push_back(std::move(*row));
  }
  if (series.empty()) return {};
  const auto cut = keep_first(series, most_strips, say);
  constexpr double wide = 5;
  return plot{
      .title = title_of_costs(any, say),
      .caption = say("Each circle is a round; the dot is their median, with its 95% interval "
                     "from six rounds on. Less is better.") +
                 cut,
      .kind = plot_kind::strips,
      .x = {.title = say("cost"),
            .unit = unit == "s" ? "µs" : say.name(unit),
            .is_logarithmic = needs_logarithm(series, wide)},
      .y = {.title = say("competitor, workers"), .unit = ""},
      .series = std::move(series)};
}

}  // namespace

std::vector<plot> make_workload_plots(const std::string& workload, const bench_record& record,
                                      const wording& say) {
  const auto results = results_of(workload, record);
  std::vector<plot> all;
  for (auto& each : {make_speedup_plot(workload, results, record, say),
                     make_ratio_plot(workload, results, say)}) {
    if (each) all.push_back(*each);
  }
  return all;
}

std::vector<plot> make_cost_plots(const std::vector<bench_cost>& costs, const wording& say) {
  std::vector<plot> all;
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& each : costs) {
    if (!seen.emplace(each.work, each.unit).second) continue;
    if (auto made = make_cost_plot(each, costs, say)) all.push_back(std::move(*made));
  }
  return all;
}

}  // namespace reports
