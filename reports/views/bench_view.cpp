// SPDX-License-Identifier: MIT
// How fast the backends are: times per task, by workload.
#include "reports/views/bench_view.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "reports/statistics.hpp"
#include "reports/views/bench_plots.hpp"
#include "reports/views/overhead_view.hpp"

namespace reports {
namespace {

constexpr auto baseline = "thread_pool";
constexpr int most_decimals = 4;  // of a time in microseconds: a tenth of a nanosecond

bool has_numbers(const bench_result& result) { return !result.problem && result.tasks > 0; }

/// Units: microseconds per task.
std::optional<double> per_task(const bench_result& result, std::optional<double> seconds) {
  if (!seconds || !has_numbers(result)) return std::nullopt;
  return *seconds * 1e6 / static_cast<double>(result.tasks);
}

std::optional<double> median_time(const bench_result& result) {
  return per_task(result, median(result.wall_seconds));
}

/// The median relative to that of the baseline on the same workload and number of workers.
std::optional<double> relative_time(const bench_result& result, const bench_record& record) {
  const auto base =
      std::find_if(record.results.begin(), record.results.end(), [&](const bench_result& other) {
        return other.backend == baseline && other.workload == result.workload &&
               other.workers == result.workers;
      });
  if (base == record.results.end()) return std::nullopt;
  const auto own = median_time(result);
  const auto other = median_time(*base);
  if (!own || !other || *other <= 0) return std::nullopt;
  return *own / *other;
}

cell time_cell(std::optional<double> microseconds) {
  if (!microseconds) return unknown_cell{};
  return make_number(*microseconds, decimals_for_three_digits(*microseconds, most_decimals));
}

cell count_cell(std::int64_t value) {
  return value > 0 ? make_number(static_cast<double>(value), 0) : unknown_cell{};
}

cell problem_cell(const bench_result& result, const wording& say) {
  if (result.problem) return text_cell{*result.problem};
  if (!result.answer_checked) return text_cell{say("the answer was not checked")};
  return unknown_cell{};
}

std::vector<column> make_columns(const wording& say) {
  return {{say("backend"), "", false},
          {say("workers"), "", true},
          {say("median per task"), "µs", true},
          {say("minimum per task"), "µs", true},
          {say("median CPU per task"), "µs", true},
          {say("median / {}'s", baseline), "", true},
          {say("tasks"), "", true},
          {say("repetitions"), "", true},
          {say("problem"), "", false}};
}

std::vector<cell> make_row(const bench_result& result, const bench_record& record,
                           const wording& say) {
  const auto ratio = relative_time(result, record);
  const auto repetitions = finite(result.wall_seconds).size();
  return {make_text(result.backend),
          count_cell(result.workers),
          time_cell(median_time(result)),
          time_cell(per_task(result, minimum(result.wall_seconds))),
          time_cell(per_task(result, median(result.cpu_seconds))),
          ratio ? make_number(*ratio, 2) : unknown_cell{},
          count_cell(result.tasks),
          make_number(static_cast<double>(repetitions), 0),
          problem_cell(result, say)};
}

table make_workload(const std::string& name, const bench_record& record, const wording& say) {
  table times{.title = name,
              .caption = say("Wall time of a repetition, divided by its tasks; less is better. "
                             "The ratio compares it with {} on as many workers; a backend "
                             "without a number of workers does not bound them.",
                             baseline),
              .columns = make_columns(say),
              .rows = {}};
  for (const auto& result : record.results) {
    if (result.workload == name) times.rows.push_back(make_row(result, record, say));
  }
  times.plots = make_workload_plots(name, record, say);
  return times;
}

/// All workloads in one table, named by its first column.
table make_flat(const bench_record& record, const wording& say) {
  table flat{.title = say("Times"), .caption = "", .columns = make_columns(say), .rows = {}};
  flat.columns.insert(flat.columns.begin(), {say("workload"), "", false});
  for (const auto& result : record.results) {
    auto& row = flat.rows.emplace_back(make_row(result, record, say));
    row.insert(row.begin(), make_text(result.workload));
  }
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
      std::count_if(record.results.begin(), record.results.end(),
                    [](const bench_result& result) { return !median_time(result); }));
  return say("{} on {}: {}, {} without numbers.",
             say.counted(backends.size(), "{} backend", "{} backends"),
             say.counted(workloads, "{} workload", "{} workloads"),
             say.counted(record.results.size(), "{} result", "{} results"), without);
}

document make_overhead_view(const bench_record& record, const wording& say) {
  auto costs = make_costs_table(record.costs, say);
  document made{.heading = say("Benchmark of what a task costs"),
                .notes = {summarise_overheads(record, say)},
                .tables = {costs},
                .flat = std::move(costs),
                .spoken = say.spoken()};
  made.tables.front().plots = make_cost_plots(record.costs, say);
  if (!record.targets.empty()) made.tables.push_back(make_targets_table(record.targets, say));
  made.tables.push_back(make_provenance(record, say));
  return made;
}

}  // namespace

document make_bench_view(const bench_record& record, language spoken) {
  const wording say(spoken);
  if (!record.costs.empty()) return make_overhead_view(record, say);
  document made{.heading = say("Benchmark of the backends"),
                .notes = {},
                .tables = {},
                .flat = make_flat(record, say),
                .spoken = spoken};
  std::set<std::string> seen;
  for (const auto& result : record.results) {
    if (seen.insert(result.workload).second) {
      made.tables.push_back(make_workload(result.workload, record, say));
    }
  }
  made.notes.push_back(make_note(record, seen.size(), say));
  made.tables.push_back(make_provenance(record, say));
  return made;
}

}  // namespace reports
