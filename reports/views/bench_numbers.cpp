// SPDX-License-Identifier: MIT
// What the results of a benchmark say, as numbers that tables and plots show.
#include "reports/views/bench_numbers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "reports/views/cost_numbers.hpp"

namespace reports {
namespace {

constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();

/// Of each pair: its time / the baseline's.
std::vector<double> relative_times(const bench_result& result) {
  std::vector<double> all;
  for (const auto each : result.reference_ratios) all.push_back(each > 0 ? 1 / each : unknown);
  return all;
}

/// The indices of results that are compared with one another.
using group = std::vector<std::size_t>;

std::vector<group> groups_of(const bench_record& record) {
  std::map<std::pair<std::string, int>, group> all;
  for (std::size_t at = 0; at < record.results.size(); ++at) {
    const auto& each = record.results[at];
    if (has_numbers(each) && each.answer_checked && median(each.wall_seconds))
      all[{each.workload, workers_beside(each, record)}].push_back(at);
  }
  std::vector<group> groups;
  for (auto& [key, members] : all) groups.push_back(std::move(members));
  return groups;
}

/// The values by which the members of a group are compared, in their order: by round, beside the
/// baseline's where all have that.
std::vector<std::vector<double>> compared_values(const group& members, const bench_record& record) {
  std::vector<std::vector<double>> relative, times;
  for (const auto at : members) {
    relative.push_back(relative_times(record.results[at]));
    times.push_back(record.results[at].wall_seconds);
  }
  const bool all_paired =
      std::ranges::all_of(relative, [](const auto& each) { return median(each).has_value(); });
  return all_paired ? relative : times;
}

}  // namespace

bool has_numbers(const bench_result& result) { return !result.problem && result.tasks > 0; }

bench_record without_disturbed(bench_record record) {
  for (auto& each : record.results)
    for (std::size_t at = 0; at < each.disturbances.size(); ++at) {
      if (counts(each, at)) continue;
      for (auto* values : {&each.wall_seconds, &each.cpu_seconds, &each.reference_ratios,
                           &each.control_ratios, &each.serial_seconds, &each.peak_bytes})
        if (at < values->size()) (*values)[at] = unknown;
    }
  for (auto& each : record.costs) each = without_disturbed(std::move(each));
  return record;
}

std::size_t count_disturbed(const bench_record& record) {
  std::size_t count = 0;
  for (const auto& each : record.results)
    for (std::size_t at = 0; at < each.disturbances.size(); ++at) count += counts(each, at) ? 0 : 1;
  for (const auto& each : record.costs) {
    const bool repeats_legs_of_another =
        question_of(each) == question::adapter || without_percentile(each.work) != each.work;
    for (std::size_t at = 0; at < each.disturbances.size() && !repeats_legs_of_another; ++at)
      count += counts(each, at) ? 0 : 1;
  }
  return count;
}

int most_workers(const std::string& workload, const bench_record& record) {
  int most = 0;
  for (const auto& each : record.results)
    if (each.workload == workload) most = std::max(most, each.workers);
  return most;
}

int workers_beside(const bench_result& result, const bench_record& record) {
  return result.workers > 0 ? result.workers : most_workers(result.workload, record);
}

std::optional<estimate> relative_time(const bench_result& result, const bench_record& record) {
  if (!has_numbers(result)) return std::nullopt;
  if (const auto paired = estimate_of(relative_times(result))) return paired;
  const auto base = std::ranges::find_if(record.results, [&](const bench_result& other) {
    return other.backend == baseline && other.workload == result.workload &&
           other.workers == result.workers && has_numbers(other);
  });
  if (base == record.results.end()) return std::nullopt;
  const auto own = median(result.wall_seconds), others = median(base->wall_seconds);
  if (!own || !others || *others <= 0) return std::nullopt;
  return estimate{*own / *others};
}

std::optional<estimate> serial_speedup(const bench_result& result) {
  if (!has_numbers(result)) return std::nullopt;
  return estimate_of(quotients(result.serial_seconds, result.wall_seconds));
}

const bench_workload* find_workload(const std::string& name, const bench_record& record) {
  const auto found = std::ranges::find(record.workloads, name, &bench_workload::name);
  return found == record.workloads.end() ? nullptr : &*found;
}

std::optional<double> bound_of(const std::string& workload, int workers,
                               const bench_record& record) {
  const auto* known = find_workload(workload, record);
  if (known == nullptr || workers <= 0) return std::nullopt;
  const auto parallelism = known->work_seconds / known->span_seconds;
  if (!std::isfinite(parallelism) || parallelism <= 0) return std::nullopt;
  return std::min<double>(workers, parallelism);
}

std::optional<double> ceiling_of(int workers, const bench_record& record) {
  const auto found = std::ranges::find(record.ceilings, workers, &bench_ceiling::workers);
  return found == record.ceilings.end() ? std::nullopt : median(found->speedups);
}

std::vector<standing> standings(const bench_record& record) {
  std::vector<standing> all(record.results.size(), standing::not_compared);
  for (const auto& members : groups_of(record)) {
    const auto ranked = rank_by_pairs(compared_values(members, record));
    for (std::size_t at = 0; at < members.size(); ++at) all[members[at]] = ranked[at];
  }
  return all;
}

}  // namespace reports
