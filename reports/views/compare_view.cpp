// SPDX-License-Identifier: MIT
// What became faster and what slower between two runs of a benchmark.
#include "reports/views/compare_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>

#include "reports/rank_test.hpp"
#include "reports/statistics.hpp"
#include "reports/views/backend_changes.hpp"
#include "reports/views/bench_numbers.hpp"

namespace reports {
namespace {

constexpr double level = 0.01;  // of a false "slower" or "faster" among all rows
constexpr double confidence = 0.95;
constexpr std::size_t fewest_legs = 6;  // a side, below which nothing is said of a row

using key = std::tuple<std::string, int, std::string>;  // workload, workers, backend

/// One side of a row: logarithms, so that ratios are differences.
struct sample {
  std::vector<double> wall, by_serial;
  std::vector<double> by_round{};      ///< as by_serial, and NaN where there is no leg
  std::int64_t tasks = 0;              ///< in a run, of which the time is
  std::optional<std::string> problem;  ///< why there are none

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
  const auto counting = without_disturbed(record);
  for (const auto& each : counting.results) {
    auto& its = all[{each.workload, each.workers, each.backend}];
    its.problem = each.problem;
    if (each.problem) continue;  // a wrong answer is no time, however quick
    its.tasks = each.tasks;
    its.wall = logarithms(each.wall_seconds);
    std::vector<double> ratios;  // NaN where a leg does not count
    if (each.serial_seconds.size() == each.wall_seconds.size())
      for (std::size_t i = 0; i < each.wall_seconds.size(); ++i)
        ratios.push_back(each.wall_seconds[i] / each.serial_seconds[i]);
    its.by_serial = logarithms(ratios);
    for (const auto ratio : ratios) its.by_round.push_back(std::log(ratio));
  }
  for (const auto& each : counting.costs) {
    auto& its = all[{each.work, each.workers, each.competitor}];
    its.problem = each.problem;
    if (!each.problem) its.wall = logarithms(each.values);
  }
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

/// Whether the two sides are times of the same work.
bool is_of_one_size(const row& each) {
  return each.before.empty() || each.now.empty() || each.before.tasks == each.now.tasks;
}

void test(row& each, double threshold) {
  if (each.before.empty() || each.now.empty() || !is_of_one_size(each)) return;
  each.by_serial = !each.before.by_serial.empty() && !each.now.by_serial.empty();
  const auto& before = each.by_serial ? each.before.by_serial : each.before.wall;
  const auto& now = each.by_serial ? each.now.by_serial : each.now.wall;
  if (before.size() < fewest_legs || now.size() < fewest_legs) return;
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

cell factor_cell(double difference) { return make_rounded(std::exp(difference), 3); }

cell ratio_cell(const std::optional<shift>& found, double shift::*which) {
  if (!found) return unknown_cell{};
  return factor_cell(*found.*which);
}

cell count_cell(std::size_t things) { return make_number(static_cast<double>(things), 0); }

/// Why one side has no times.
cell problem_cell(const row& each, const wording& say) {
  if (each.now.problem) return text_cell{say("now: {}", *each.now.problem), tone::bad};
  if (each.before.problem) return text_cell{say("before: {}", *each.before.problem)};
  if (!is_of_one_size(each))
    return text_cell{say("{} tasks before, {} now", each.before.tasks, each.now.tasks)};
  return unknown_cell{};
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
                         {say("compared by"), "", false},
                         {say("problem"), "", false}},
             .rows = {}};
  for (const auto& each : rows) {
    const auto& [workload, workers, backend] = each.what;
    const bool both = !each.before.empty() && !each.now.empty();
    made.rows.push_back({make_text(workload), make_text(backend),
                         workers > 0 ? make_number(workers, 0) : unknown_cell{},
                         verdict_cell(each.verdict, say), ratio_cell(each.found, &shift::estimate),
                         ratio_cell(each.found, &shift::low), ratio_cell(each.found, &shift::high),
                         count_cell(each.before.wall.size()), count_cell(each.now.wall.size()),
                         both ? make_text(each.by_serial ? say("time / serial time") : say("time"))
                              : unknown_cell{},
                         problem_cell(each, say)});
  }
  return made;
}

/// Rows by time alone are left out: a machine that changed its speed moves all of them together.
std::vector<backend_change> whole_backends(const std::vector<row>& rows, double threshold) {
  std::map<std::string, backend_rows> backends;
  for (const auto& each : rows) {
    if (!each.by_serial || !each.found) continue;
    auto& its = backends[std::get<2>(each.what)];
    its.changes.push_back(each.found->estimate);
    auto both = each.before.by_serial;
    both.insert(both.end(), each.now.by_serial.begin(), each.now.by_serial.end());
    const auto middle = *median(both);
    its.before.push_back(raised(each.before.by_round, -middle));
    its.now.push_back(raised(each.now.by_round, -middle));
  }
  return compare_backends(backends, threshold);
}

table make_backends_table(const std::vector<backend_change>& backends, const wording& say) {
  table made{
      .title = say("Backends as a whole"),
      .caption = say("Each row that is compared by serial time gives one value, its ratio; shown "
                     "is their median, with the interval that holds the true one with 95% "
                     "confidence. Single rows may have changed otherwise."),
      .columns = {{say("backend"), "", false},
                  {say("verdict"), "", false},
                  {say("ratio"), "", true},
                  {say("interval from"), "", true},
                  {say("to"), "", true},
                  {say("rows"), "", true},
                  {say("slower rows"), "", true},
                  {say("faster rows"), "", true}},
      .rows = {}};
  for (const auto& each : backends)
    made.rows.push_back({make_text(each.backend), verdict_cell(each.verdict, say),
                         factor_cell(each.middle), factor_cell(each.sure.low),
                         factor_cell(each.sure.high), count_cell(each.rows), count_cell(each.above),
                         count_cell(each.below)});
  return made;
}

/// All rows; then the backends as a whole, in rows whose workload is "(all)".
table make_flat(const table& rows, const std::vector<backend_change>& backends,
                const wording& say) {
  auto flat = rows;
  for (const auto& each : backends)
    flat.rows.push_back({make_text(say("(all)")), make_text(each.backend), unknown_cell{},
                         verdict_cell(each.verdict, say), factor_cell(each.middle),
                         factor_cell(each.sure.low), factor_cell(each.sure.high), unknown_cell{},
                         unknown_cell{}, make_text(say("{} rows", each.rows)), unknown_cell{}});
  return flat;
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

template <class Changes>
bool has(const Changes& all, change verdict) {
  return std::ranges::any_of(all, [&](const auto& each) { return each.verdict == verdict; });
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
          "threshold; chance alone does that in one comparison of {}. Below {} legs a side nothing "
          "is said.",
          say.number(1 / level, 0), fewest_legs));
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
  const auto backends = whole_backends(rows, threshold);
  auto flat = make_flat(made, backends, say);
  if (auto drawn = make_plot(rows, threshold, say)) made.plots.push_back(std::move(*drawn));
  std::vector<table> tables{std::move(made)};
  if (!backends.empty()) {
    notes.push_back(
        say("A backend as a whole is slower or faster when more than half of its rows are, beyond "
            "the threshold and chance, and its rounds, too, as their legs share the state of the "
            "machine; chance alone does that in less than one comparison of {}.",
            say.number(1 / level_of_rounds, 0)));
    tables.insert(tables.begin(), make_backends_table(backends, say));
  }
  return {{.heading = say("Before and now"),
           .notes = std::move(notes),
           .tables = std::move(tables),
           .flat = std::move(flat),
           .spoken = spoken},
          has(rows, change::slower) || has(backends, change::slower)};
}

}  // namespace reports
