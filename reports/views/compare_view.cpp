// SPDX-License-Identifier: MIT
// What became faster and what slower between two runs of a benchmark.
#include "reports/views/compare_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "reports/statistics.hpp"
#include "reports/views/compare_rows.hpp"

namespace reports {
namespace {

using row = compared_row;

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
  if (!each.is_of_one_size())
    return text_cell{say("{} tasks before, {} now", each.before.tasks, each.now.tasks)};
  return unknown_cell{};
}

/// By what the legs of the two sides are compared.
cell yardstick_cell(const row& each, const wording& say) {
  if (!each.has_both()) return unknown_cell{};
  switch (each.by) {
    case row::yardstick::serial_time:
      return make_text(say("time / serial time"));
    case row::yardstick::time:
      return make_text(say("time, beside the other backends"));
    case row::yardstick::amount:
      return make_text(say("amount"));
  }
  return unknown_cell{};
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
    made.rows.push_back({make_text(each.workload), make_text(each.backend),
                         each.workers > 0 ? make_number(each.workers, 0) : unknown_cell{},
                         verdict_cell(each.verdict, say), ratio_cell(each.found, &shift::estimate),
                         ratio_cell(each.found, &shift::low), ratio_cell(each.found, &shift::high),
                         count_cell(each.before.values.size()), count_cell(each.now.values.size()),
                         yardstick_cell(each, say), problem_cell(each, say)});
  }
  return made;
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
    const auto what = fmt::format("{}, {}", each.workload, each.backend);
    series.push_back({.name = each.workers > 0 ? fmt::format("{}, {}", what, each.workers) : what,
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
  if (std::ranges::any_of(
          rows, [](const row& each) { return each.has_both() && each.by == row::yardstick::time; }))
    notes.push_back(
        say("Rows without the time of serial code count only beyond what the same work changed on "
            "the other backends, for the machine may have changed its speed between the two runs; "
            "without others nothing is said."));
  notes.push_back(
      say("A row is slower or faster when the rank test of Mann and Whitney finds it beyond the "
          "threshold; chance alone does that in one comparison of {}. Below {} legs a side nothing "
          "is said.",
          say.number(1 / level_of_a_row, 0), fewest_legs));
  return notes;
}

}  // namespace

comparison compare(const bench_record& before, const bench_record& now, double threshold,
                   language spoken) {
  const wording say(spoken);
  const auto rows = compare_rows(before, now, threshold);
  auto notes = notes_on(before, now, rows, say);
  notes.insert(notes.begin(), count_verdicts(rows, threshold, say));
  auto made = make_table(rows, say);
  const auto backends = compare_whole_backends(rows, threshold);
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
