// SPDX-License-Identifier: MIT
// What became faster and what slower between two runs of a benchmark.
#include "reports/views/compare_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "reports/rank_test.hpp"
#include "reports/statistics.hpp"
#include "reports/views/bench_numbers.hpp"

namespace reports {
namespace {

constexpr double level = 0.05;  // of a false "slower" or "faster" among all rows
constexpr double confidence = 0.95;

using key = std::tuple<std::string, int, std::string>;  // workload, workers, backend

/// One side of a row: logarithms, so that ratios are differences.
struct sample {
  std::vector<double> wall, by_serial;

  bool empty() const { return wall.empty(); }
};

struct row {
  key what;
  sample before, now;
  std::optional<shift> found;
  double slower = 1, faster = 1;  ///< probabilities, then adjusted
  change verdict = change::cannot_tell;
  bool by_serial = false;
};

std::vector<double> logarithms(const std::vector<double>& values) {
  std::vector<double> result;
  for (const auto each : values)
    if (std::isfinite(each) && each > 0) result.push_back(std::log(each));
  return result;
}

std::map<key, sample> samples_of(const bench_record& record) {
  std::map<key, sample> all;
  for (const auto& each : without_disturbed(record).results) {
    auto& its = all[{each.workload, each.workers, each.backend}];
    its.wall = logarithms(each.wall_seconds);
    std::vector<double> ratios;
    if (each.serial_seconds.size() == each.wall_seconds.size())
      for (std::size_t i = 0; i < each.wall_seconds.size(); ++i)
        ratios.push_back(each.wall_seconds[i] / each.serial_seconds[i]);
    its.by_serial = logarithms(ratios);
  }
  for (const auto& each : record.costs)
    all[{each.work, each.workers, each.competitor}].wall = logarithms(each.values);
  return all;
}

std::vector<row> rows_of(const bench_record& before, const bench_record& now) {
  std::map<key, row> found;
  for (auto& [what, values] : samples_of(before)) found[what].before = std::move(values);
  for (auto& [what, values] : samples_of(now)) found[what].now = std::move(values);
  std::vector<row> rows;
  for (auto& [what, each] : found) {
    if (each.before.empty() && each.now.empty()) continue;  // refused both times
    each.what = what;
    rows.push_back(std::move(each));
  }
  return rows;
}

std::vector<double> raised(std::vector<double> values, double by) {
  for (auto& each : values) each += by;
  return values;
}

void test(row& each, double threshold) {
  if (each.before.empty() || each.now.empty()) return;
  each.by_serial = !each.before.by_serial.empty() && !each.now.by_serial.empty();
  const auto& before = each.by_serial ? each.before.by_serial : each.before.wall;
  const auto& now = each.by_serial ? each.now.by_serial : each.now.wall;
  const auto margin = std::log(1 + threshold);
  each.found = shift_between(before, now, confidence);
  each.slower = probability_of_as_far_above(raised(before, margin), now);
  each.faster = probability_of_as_far_above(now, raised(before, -margin));
}

/// Holm's method over both questions of every row.
void adjust(std::vector<row>& rows) {
  std::vector<double> all;
  for (const auto& each : rows) all.insert(all.end(), {each.slower, each.faster});
  all = adjusted_for_many(all);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].slower = all[2 * i];
    rows[i].faster = all[2 * i + 1];
  }
}

change verdict_of(const row& each, double threshold) {
  if (each.now.empty()) return change::gone;
  if (each.before.empty()) return change::added;
  if (each.slower <= level) return change::slower;
  if (each.faster <= level) return change::faster;
  const auto margin = std::log(1 + threshold);
  if (each.found && -margin <= each.found->low && each.found->high <= margin) return change::same;
  return change::cannot_tell;
}

text_cell verdict_cell(change verdict, const wording& say) {
  switch (verdict) {
    case change::slower:
      return {say("slower"), tone::bad};
    case change::faster:
      return {say("faster"), tone::good};
    case change::same:
      return {say("same"), tone::plain};
    case change::cannot_tell:
      return {say("cannot tell"), tone::mixed};
    case change::gone:
      return {say("gone"), tone::plain};
    case change::added:
      return {say("new"), tone::plain};
  }
  return {"", tone::plain};
}

cell ratio_cell(const std::optional<shift>& found, double shift::*which) {
  if (!found) return unknown_cell{};
  return make_rounded(std::exp(*found.*which), 3);
}

/// Worst first: losses, gains, then what is left, each by its size.
bool comes_before(const row& left, const row& right) {
  if (left.verdict != right.verdict) return left.verdict < right.verdict;
  const auto size = [](const row& each) {
    return each.found ? std::abs(each.found->estimate) : 0.0;
  };
  return std::make_tuple(-size(left), left.what) < std::make_tuple(-size(right), right.what);
}

table make_table(const std::vector<row>& rows, const wording& say) {
  table made{.title = say("Changes"),
             .caption = say("The ratio is the time now / the time before: above 1 is slower. The "
                            "interval holds the true ratio with 95% confidence."),
             .columns = {{say("workload"), "", false},
                         {say("backend"), "", false},
                         {say("workers"), "", true},
                         {say("verdict"), "", false},
                         {say("ratio"), "", true},
                         {say("interval from"), "", true},
                         {say("to"), "", true},
                         {say("legs before"), "", true},
                         {say("legs now"), "", true},
                         {say("compared by"), "", false}},
             .rows = {}};
  for (const auto& each : rows) {
    const auto& [workload, workers, backend] = each.what;
    const bool both = !each.before.empty() && !each.now.empty();
    made.rows.push_back({make_text(workload), make_text(backend),
                         workers > 0 ? make_number(workers, 0) : unknown_cell{},
                         verdict_cell(each.verdict, say), ratio_cell(each.found, &shift::estimate),
                         ratio_cell(each.found, &shift::low), ratio_cell(each.found, &shift::high),
                         make_number(static_cast<double>(each.before.wall.size()), 0),
                         make_number(static_cast<double>(each.now.wall.size()), 0),
                         both ? make_text(each.by_serial ? say("time / serial time") : say("time"))
                              : unknown_cell{}});
  }
  return made;
}

/// The rows with an interval, the worst first, beside the threshold.
std::optional<plot> make_plot(const std::vector<row>& rows, double threshold, const wording& say) {
  constexpr std::size_t most = 40;  // that fit on a page
  std::vector<plot_series> series;
  for (const auto& each : rows) {
    if (!each.found || series.size() == most) continue;
    const auto& [workload, workers, backend] = each.what;
    series.push_back({.name = workers > 0 ? fmt::format("{}, {}, {}", workload, backend, workers)
                                          : fmt::format("{}, {}", workload, backend),
                      .points = {{.x = std::exp(each.found->estimate),
                                  .y = 0,
                                  .low = std::exp(each.found->low),
                                  .high = std::exp(each.found->high)}}});
  }
  if (series.empty()) return std::nullopt;
  const auto at = [](double ratio) { return plot_point{.x = ratio, .y = 0}; };
  const auto slower = 1 + threshold, faster = 1 / slower;
  return plot{.title = say("Changes, with the threshold"),
              .caption = say("The time now / the time before, with its 95% interval: the dot is "
                             "right of 1 where it is slower. What counts is beyond the threshold "
                             "with all of its interval, and more. At most {} rows are drawn, the "
                             "worst first.",
                             most),
              .kind = plot_kind::strips,
              .x = {.title = say("now / before"), .unit = "", .is_logarithmic = true},
              .y = {.title = say("workload, backend, workers"), .unit = ""},
              .series = std::move(series),
              .references = {{.name = say("same"), .from = at(1), .to = at(1)},
                             {.name = say("slower"), .from = at(slower), .to = at(slower)},
                             {.name = say("faster"), .from = at(faster), .to = at(faster)}}};
}

std::string count_verdicts(const std::vector<row>& rows, double threshold, const wording& say) {
  const auto count = [&](change verdict) {
    return std::ranges::count(rows, verdict, &row::verdict);
  };
  return say(
      "Rows: {}. Slower by more than {} %: {}; faster: {}; the same within that: {}; too noisy or "
      "too few legs to tell: {}; gone: {}; new: {}.",
      rows.size(), say.number(100 * threshold, 100 * threshold < 10 ? 1 : 0), count(change::slower),
      count(change::faster), count(change::same), count(change::cannot_tell), count(change::gone),
      count(change::added));
}

std::string value_of(const bench_record& record, const char* name) {
  const auto found = record.environment.find(name);
  return found == record.environment.end() || found->second.empty() ? "unknown" : found->second;
}

/// What else was not the same.
std::vector<std::string> notes_on(const bench_record& before, const bench_record& now,
                                  const std::vector<row>& rows, const wording& say) {
  std::vector<std::string> notes;
  for (const char* name : {"cpu", "cores", "compiler", "flags", "size"})
    if (value_of(before, name) != value_of(now, name))
      notes.push_back(say("The two runs differ in {}: {} before, {} now.", name,
                          value_of(before, name), value_of(now, name)));
  if (std::ranges::any_of(rows, [](const row& each) {
        return !each.by_serial && !each.before.empty() && !each.now.empty();
      }))
    notes.push_back(
        say("Rows compared by time alone take a machine that changed its speed between the two "
            "runs for a change of the program."));
  notes.push_back(
      say("A row is slower or faster when the rank test of Mann and Whitney finds it beyond the "
          "threshold; chance alone does that in one comparison of {}.",
          say.number(1 / level, 0)));
  return notes;
}

}  // namespace

comparison compare(const bench_record& before, const bench_record& now, double threshold,
                   language spoken) {
  const wording say(spoken);
  auto rows = rows_of(before, now);
  for (auto& each : rows) test(each, threshold);
  adjust(rows);
  for (auto& each : rows) each.verdict = verdict_of(each, threshold);
  std::ranges::sort(rows, comes_before);
  auto notes = notes_on(before, now, rows, say);
  notes.insert(notes.begin(), count_verdicts(rows, threshold, say));
  auto made = make_table(rows, say);
  if (auto drawn = make_plot(rows, threshold, say)) made.plots.push_back(std::move(*drawn));
  return {
      {.heading = say("Before and now"),
       .notes = std::move(notes),
       .tables = {made},
       .flat = made,
       .spoken = spoken},
      std::ranges::any_of(rows, [](const row& each) { return each.verdict == change::slower; })};
}

}  // namespace reports
