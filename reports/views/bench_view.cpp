// SPDX-License-Identifier: MIT
// How fast the backends are: times per task, by workload.
#include "reports/views/bench_view.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <optional>
#include <set>

#include "reports/statistics.hpp"
#include "reports/views/bench_matrices.hpp"
#include "reports/views/bench_numbers.hpp"
#include "reports/views/bench_plots.hpp"
#include "reports/views/cost_tables.hpp"
#include "reports/views/overhead_matrix.hpp"
#include "reports/views/overhead_view.hpp"

namespace reports {
namespace {

constexpr int most_decimals = 4;  // of a time in micro- or milliseconds

/// Units: microseconds per task.
cell per_task_cell(const bench_result& result, std::optional<double> seconds) {
  if (!seconds || !has_numbers(result)) return unknown_cell{};
  const auto microseconds = *seconds * 1e6 / static_cast<double>(result.tasks);
  return make_rounded(microseconds, most_decimals);
}

cell ratio_cell(std::optional<double> ratio) { return make_rounded(ratio, 3); }

cell middle_cell(const std::optional<estimate>& of) {
  return ratio_cell(of ? std::optional(of->middle) : std::nullopt);
}

cell end_cell(const std::optional<estimate>& of, double interval::*which) {
  return ratio_cell(of && of->sure ? std::optional(*of->sure.*which) : std::nullopt);
}

/// Units: milliseconds of the serial code.
cell serial_cell(const bench_result& result) {
  const auto seconds = median(result.serial_seconds);
  return seconds ? make_rounded(1e3 * *seconds, most_decimals) : unknown_cell{};
}

cell efficiency_cell(const bench_result& result) {
  const auto speedup = serial_speedup(result);
  if (!speedup || result.workers <= 0) return unknown_cell{};
  return ratio_cell(speedup->middle / result.workers);
}

cell end_per_task_cell(const bench_result& result, double interval::*which) {
  const auto sure = median_interval(result.wall_seconds);
  return per_task_cell(result, sure ? std::optional(*sure.*which) : std::nullopt);
}

/// Units: milliseconds on one worker.
cell known_cell(const bench_workload* known, double bench_workload::*seconds) {
  return known == nullptr ? unknown_cell{} : make_rounded(1e3 * known->*seconds, most_decimals);
}

cell memory_cell(const bench_result& result) {
  constexpr double mebibyte = 1024.0 * 1024.0;
  const auto bytes = median(result.peak_bytes);
  if (!bytes || !has_numbers(result)) return unknown_cell{};
  return make_number(*bytes / mebibyte, 1);
}

/// How many of them count.
cell number_of(const std::vector<double>& values) {
  return make_number(static_cast<double>(finite(values).size()), 0);
}

cell problem_cell(const bench_result& result, const wording& say) {
  if (result.problem) return text_cell{*result.problem};
  if (!result.answer_checked) return text_cell{say("the answer was not checked")};
  if (!median(result.wall_seconds) && !result.wall_seconds.empty())
    return text_cell{say("the machine was disturbed each time")};
  return unknown_cell{};
}

/// A record with what is computed from all of it.
struct bench_numbers {
  const bench_record& record;
  std::vector<standing> ranks = standings(record);

  standing rank_of(const bench_result& result) const {
    return ranks[static_cast<std::size_t>(&result - record.results.data())];
  }
};

/// A column of results, and where it is shown: tables of a workload have what one compares, the
/// flat one has everything.
struct field {
  column head;
  std::function<cell(const bench_result&)> value;
  bool only_flat = false;
  bool of_serial = false;  ///< only where the serial code was measured
};

std::vector<field> make_fields(const bench_numbers& from, const wording& say) {
  const auto relative = [&from](const bench_result& each) {
    return relative_time(each, from.record);
  };
  const bool in_pairs = std::ranges::any_of(from.record.results, [](const auto& each) {
    return median(each.reference_ratios).has_value();
  });
  return {
      {{say("workload"), "", false},
       [](const auto& each) { return make_text(each.workload); },
       true},
      {{say("backend"), "", false}, [](const auto& each) { return make_text(each.backend); }},
      {{say("workers"), "", true}, [](const auto& each) { return make_count(each.workers); }},
      {{say("median per task"), "µs", true},
       [](const auto& each) { return per_task_cell(each, median(each.wall_seconds)); }},
      {{say("median from"), "µs", true},
       [](const auto& each) { return end_per_task_cell(each, &interval::low); },
       true},
      {{say("median to"), "µs", true},
       [](const auto& each) { return end_per_task_cell(each, &interval::high); },
       true},
      {{say("minimum per task"), "µs", true},
       [](const auto& each) { return per_task_cell(each, minimum(each.wall_seconds)); },
       true},
      {{say("median CPU per task"), "µs", true},
       [](const auto& each) { return per_task_cell(each, median(each.cpu_seconds)); }},
      {{say("time / {}'s", baseline), "", true},
       [=](const auto& each) { return middle_cell(relative(each)); }},
      {{say("interval from"), "", true},
       [=](const auto& each) { return end_cell(relative(each), &interval::low); }},
      {{say("to"), "", true},
       [=](const auto& each) { return end_cell(relative(each), &interval::high); }},
      {{say("standing"), "", false},
       [&from, say](const auto& each) { return standing_cell(from.rank_of(each), say); }},
      {{say("serial code"), "ms", true}, serial_cell, false, true},
      {{say("speedup"), "", true},
       [](const auto& each) { return middle_cell(serial_speedup(each)); },
       false,
       true},
      {{say("speedup from"), "", true},
       [](const auto& each) { return end_cell(serial_speedup(each), &interval::low); },
       false,
       true},
      {{say("speedup to"), "", true},
       [](const auto& each) { return end_cell(serial_speedup(each), &interval::high); },
       false,
       true},
      {{say("efficiency"), "", true}, efficiency_cell, false, true},
      {{say("bound of speedup"), "", true},
       [&from](const auto& each) {
         return ratio_cell(bound_of(each.workload, each.workers, from.record));
       },
       false,
       true},
      {{say("work"), "ms", true},
       [&from](const auto& each) {
         return known_cell(find_workload(each.workload, from.record),
                           &bench_workload::work_seconds);
       },
       true},
      {{say("span"), "ms", true},
       [&from](const auto& each) {
         return known_cell(find_workload(each.workload, from.record),
                           &bench_workload::span_seconds);
       },
       true},
      {{say("most memory"), "MiB", true}, memory_cell, true},
      {{say("tasks"), "", true}, [](const auto& each) { return make_count(each.tasks); }, true},
      {{say("repetitions"), "", true},
       [](const auto& each) { return number_of(each.wall_seconds); },
       in_pairs},
      {{say("pairs"), "", true},
       [](const auto& each) { return number_of(each.reference_ratios); },
       !in_pairs},
      {{say("problem"), "", false}, [say](const auto& each) { return problem_cell(each, say); }}};
}

void fill(table& made, const std::vector<field>& fields,
          const std::function<bool(const field&)>& is_shown, const bench_record& record,
          const std::string& workload = "") {
  for (const auto& each : fields)
    if (is_shown(each)) made.columns.push_back(each.head);
  for (const auto& result : record.results) {
    if (!workload.empty() && result.workload != workload) continue;
    auto& row = made.rows.emplace_back();
    for (const auto& each : fields)
      if (is_shown(each)) row.push_back(each.value(result));
  }
}

/// A list in words, and what bounds the workload, where that is known.
std::string about_workload(const std::string& name, const bench_record& record,
                           const wording& say) {
  const auto* known = find_workload(name, record);
  if (known == nullptr) return "";
  std::string text;
  if (!known->stresses.empty()) {
    std::string list;
    for (const auto& each : known->stresses) list += (list.empty() ? "" : ", ") + say.name(each);
    text = say("Hard on: {}. ", list);
  }
  if (known->problem) return text + say("Work and span are unknown: {}. ", *known->problem);
  const auto parallelism = known->work_seconds / known->span_seconds;
  if (!std::isfinite(parallelism)) return text;
  const auto milliseconds = [&](double seconds) {
    return say.number(1e3 * seconds, decimals_for_three_digits(1e3 * seconds, 4));
  };
  return text + say("Work {} ms, span {} ms: no more than {} times as fast as on one worker. ",
                    milliseconds(known->work_seconds), milliseconds(known->span_seconds),
                    say.number(parallelism, decimals_for_three_digits(parallelism, 2)));
}

bool has_serial_times(const std::string& workload, const bench_record& record) {
  return std::ranges::any_of(record.results, [&](const bench_result& each) {
    return each.workload == workload && serial_speedup(each);
  });
}

table make_workload(const std::string& name, const std::vector<field>& fields,
                    const bench_record& record, const wording& say) {
  const bool with_serial = has_serial_times(name, record);
  table times{.title = name,
              .caption = about_workload(name, record, say) +
                         say("Wall time of a repetition, divided by its tasks; less is better. "
                             "The ratio compares it with {} on as many workers; a backend "
                             "without a number of workers chooses them itself.",
                             baseline),
              .columns = {},
              .rows = {}};
  if (with_serial)
    times.caption +=
        say(" The speedup is the serial code's time / the backend's, with its 95% interval; the "
            "efficiency is the speedup / the workers.");
  fill(
      times, fields,
      [&](const field& each) { return !each.only_flat && (with_serial || !each.of_serial); },
      record, name);
  times.plots = make_workload_plots(name, record, say);
  return times;
}

/// All workloads in one table, named by its first column.
table make_flat(const std::vector<field>& fields, const bench_record& record, const wording& say) {
  table flat{.title = say("Times"), .caption = "", .columns = {}, .rows = {}};
  fill(
      flat, fields, [](const field&) { return true; }, record);
  return flat;
}

table make_provenance(const bench_record& record, const wording& say) {
  table provenance{.title = say("Where the numbers come from"),
                   .caption = say("The machine, the build and the moment of this benchmark."),
                   .columns = {{say("what"), "", false}, {say("value"), "", false}},
                   .rows = {}};
  for (const auto& [key, value] : record.environment) {
    provenance.rows.push_back({make_text(key), make_text(value)});
  }
  return provenance;
}

std::string make_note(const bench_record& record, std::size_t workloads, const wording& say) {
  std::set<std::string> backends;
  for (const auto& result : record.results) backends.insert(result.backend);
  const auto without = static_cast<std::size_t>(
      std::ranges::count_if(record.results, [](const bench_result& result) {
        return !has_numbers(result) || !median(result.wall_seconds);
      }));
  return say("{} on {}: {}, {} without numbers.",
             say.counted(backends.size(), "{} backend", "{} backends"),
             say.counted(workloads, "{} workload", "{} workloads"),
             say.counted(record.results.size(), "{} result", "{} results"), without);
}

/// How often the baseline is ahead, of the workloads where there is something to be ahead of.
std::string about_baseline(const bench_numbers& from, const wording& say) {
  std::set<std::string> compared, ahead;
  for (std::size_t at = 0; at < from.ranks.size(); ++at) {
    const auto& each = from.record.results[at];
    if (workers_beside(each, from.record) != most_workers(each.workload, from.record)) continue;
    if (from.ranks[at] != standing::best && from.ranks[at] != standing::as_good) continue;
    compared.insert(each.workload);
    if (each.backend == baseline) ahead.insert(each.workload);
  }
  if (compared.empty()) return "";
  return say("On the most workers, {} is the fastest, or not to be told from it, on {} of {}.",
             baseline, ahead.size(), say.counted(compared.size(), "{} workload", "{} workloads"));
}

/// What the reference differs from itself by: how far ratios near 1 can be believed.
std::string about_control(const bench_record& record, const wording& say) {
  std::vector<double> ratios;
  for (const auto& each : record.results)
    ratios.insert(ratios.end(), each.control_ratios.begin(), each.control_ratios.end());
  const auto control = estimate_of(ratios);
  if (!control || !control->sure) return "";
  const auto [low, high] = *control->sure;
  const auto shown = [&](double ratio) { return say.number(ratio, 3); };
  if (low <= 1 && 1 <= high)
    return say(
        "The control, {} beside itself: a ratio of {}, with an interval from {} to {}, "
        "which contains 1.",
        baseline, shown(control->middle), shown(low), shown(high));
  return say(
      "The control, {} beside itself: a ratio of {}, with an interval from {} to {}, which "
      "does not contain 1: smaller differences say nothing here.",
      baseline, shown(control->middle), shown(low), shown(high));
}

std::optional<int> cores_of(const bench_record& record) {
  const auto found = record.environment.find("cores");
  int cores = 0;
  if (found == record.environment.end()) return std::nullopt;
  const auto& text = found->second;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), cores);
  if (error != std::errc() || end != text.data() + text.size() || cores < 1) return std::nullopt;
  return cores;
}

/// What the numbers cannot show.
std::vector<std::string> limits_of(const bench_record& record, const wording& say) {
  std::vector<std::string> notes;
  if (const auto cores = cores_of(record))
    notes.push_back(
        say("Speedups beyond {} cannot be seen on this machine.",
            say.counted(static_cast<std::size_t>(*cores), "{} processor", "{} processors")));
  for (const auto& each : record.ceilings)
    if (const auto gained = median(each.speedups); gained && each.workers > 1)
      notes.push_back(say("{} bare threads compute {} times as fast as one here.", each.workers,
                          say.number(*gained, 2)));
  if (const auto disturbed = count_disturbed(record); disturbed > 0)
    notes.push_back(say("The machine was disturbed during {}: they do not count.",
                        say.counted(disturbed, "{} repetition", "{} repetitions")));
  if (const auto gates = record.environment.find("gates");
      gates != record.environment.end() && gates->second.find("unknown") != std::string::npos)
    notes.push_back(say("Not all that disturbs could be watched: {}.", gates->second));
  return notes;
}

document make_overhead_view(const bench_record& measured, const wording& say) {
  const auto record = without_disturbed(measured);
  document made{.heading = say("Benchmark of what a task costs"),
                .notes = {summarise_overheads(record, say), explain_cost_tables(say)},
                .tables = make_cost_tables(record.costs, say),
                .flat = make_flat_costs(record.costs, say),
                .spoken = say.spoken()};
  for (auto& each : limits_of(record, say)) made.notes.push_back(std::move(each));
  if (auto glance = make_overhead_matrix(record.costs, say))
    made.tables.insert(made.tables.begin(), std::move(*glance));
  if (!record.targets.empty()) made.tables.push_back(make_targets_table(record, say));
  made.tables.push_back(make_provenance(record, say));
  return made;
}

}  // namespace

document make_bench_view(const bench_record& measured, language spoken) {
  const wording say(spoken);
  if (!measured.costs.empty()) return make_overhead_view(measured, say);
  const auto record = without_disturbed(measured);
  const bench_numbers numbers{record};
  const auto fields = make_fields(numbers, say);
  document made{.heading = say("Benchmark of the backends"),
                .notes = {},
                .tables = make_bench_matrices(record, numbers.ranks, say),
                .flat = make_flat(fields, record, say),
                .spoken = spoken};
  std::set<std::string> seen;
  for (const auto& result : record.results)
    if (seen.insert(result.workload).second)
      made.tables.push_back(make_workload(result.workload, fields, record, say));
  made.notes.push_back(make_note(record, seen.size(), say));
  if (auto ahead = about_baseline(numbers, say); !ahead.empty())
    made.notes.push_back(std::move(ahead));
  if (auto control = about_control(record, say); !control.empty())
    made.notes.push_back(std::move(control));
  for (auto& each : limits_of(record, say)) made.notes.push_back(std::move(each));
  made.tables.push_back(make_provenance(record, say));
  return made;
}

}  // namespace reports
