// SPDX-License-Identifier: MIT
// The rows of two runs side by side, and what can be said of each.
#include "reports/views/compare_rows.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "reports/statistics.hpp"
#include "reports/views/bench_numbers.hpp"

namespace reports {
namespace {

constexpr double confidence = 0.95;

using row = compared_row;
using yardstick = compared_row::yardstick;
using key = std::tuple<std::string, int, std::string>;  // workload, workers, backend

std::vector<double> logarithms(const std::vector<double>& values) {
  std::vector<double> result;
  for (const auto each : values)
    if (std::isfinite(each) && each > 0) result.push_back(std::log(each));
  return result;
}

std::map<key, compared_sample> samples_of(const bench_record& record) {
  std::map<key, compared_sample> all;
  const auto counting = without_disturbed(record);
  for (const auto& each : counting.results) {
    auto& its = all[{each.workload, each.workers, each.backend}];
    its.problem = each.problem;
    if (each.problem) continue;  // a wrong answer is no time, however quick
    its.tasks = each.tasks;
    its.values = logarithms(each.wall_seconds);
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
    its.is_time = each.unit == "s";
    if (!each.problem) its.values = logarithms(each.values);  // of a task, whatever the size
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
    std::tie(each.workload, each.workers, each.backend) = what;
    rows.push_back(std::move(each));
  }
  return rows;
}

std::vector<double> raised(std::vector<double> values, double by) {
  for (auto& each : values) each += by;
  return values;
}

using sides = std::pair<const std::vector<double>&, const std::vector<double>&>;

sides compared_sides(const row& of) {
  if (of.by == yardstick::serial_time) return {of.before.by_serial, of.now.by_serial};
  return {of.before.values, of.now.values};
}

void find_shift(row& each) {
  if (!each.has_both() || !each.is_of_one_size()) return;
  if (!each.before.by_serial.empty() && !each.now.by_serial.empty())
    each.by = yardstick::serial_time;
  else if (!each.now.is_time)
    each.by = yardstick::amount;
  const auto [before, now] = compared_sides(each);
  if (before.size() >= fewest_legs && now.size() >= fewest_legs)
    each.found = shift_between(before, now, confidence);
}

/// How far others went.
struct drift {
  double low = 0, high = 0;
};

bool is_same_work(const row& one, const row& other) {
  return one.workload == other.workload &&
         (one.workers == other.workers || one.workers == 0 || other.workers == 0);
}

/// What the same work changed on other backends, 0 included. Returns: empty when there are none.
std::optional<drift> drift_beside(const row& its, const std::vector<row>& rows) {
  if (its.by != yardstick::time) return drift{};
  std::optional<drift> seen;
  for (const auto& each : rows) {
    if (!each.found || each.by != yardstick::time || each.backend == its.backend ||
        !is_same_work(each, its))
      continue;
    if (!seen) seen.emplace();
    seen->low = std::min(seen->low, each.found->estimate);
    seen->high = std::max(seen->high, each.found->estimate);
  }
  return seen;
}

void test(row& each, const std::optional<drift>& beside, double margin) {
  if (!each.found || !beside) return;
  const auto [before, now] = compared_sides(each);
  each.slower = probability_of_as_far_above(raised(before, margin + beside->high), now);
  each.faster = probability_of_as_far_above(now, raised(before, -margin + beside->low));
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

change verdict_of(const row& each, const std::optional<drift>& beside, double margin) {
  if (each.now.empty()) return change::gone;
  if (each.before.empty()) return change::added;
  if (each.slower <= level_of_a_row) return change::slower;
  if (each.faster <= level_of_a_row) return change::faster;
  if (each.found && beside && -margin <= each.found->low - beside->high &&
      each.found->high - beside->low <= margin)
    return change::same;
  return change::cannot_tell;
}

/// Worst first: losses, gains, then what is left, each by its size.
bool comes_before(const row& left, const row& right) {
  if (left.verdict != right.verdict) return left.verdict < right.verdict;
  const auto size = [](const row& each) {
    return each.found ? std::abs(each.found->estimate) : 0.0;
  };
  if (size(left) != size(right)) return size(left) > size(right);
  return left.name() < right.name();
}

}  // namespace

std::vector<compared_row> compare_rows(const bench_record& before, const bench_record& now,
                                       double threshold) {
  const auto margin = std::log(1 + threshold);
  auto rows = rows_of(before, now);
  for (auto& each : rows) find_shift(each);
  std::vector<std::optional<drift>> beside;
  for (const auto& each : rows) beside.push_back(drift_beside(each, rows));
  for (std::size_t i = 0; i < rows.size(); ++i) test(rows[i], beside[i], margin);
  adjust(rows);
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i].verdict = verdict_of(rows[i], beside[i], margin);
  std::ranges::sort(rows, comes_before);
  return rows;
}

std::vector<backend_change> compare_whole_backends(const std::vector<compared_row>& rows,
                                                   double threshold) {
  std::map<std::string, backend_rows> backends;
  for (const auto& each : rows) {
    if (each.by != yardstick::serial_time || !each.found) continue;
    auto& its = backends[each.backend];
    its.changes.push_back(each.found->estimate);
    auto both = each.before.by_serial;
    both.insert(both.end(), each.now.by_serial.begin(), each.now.by_serial.end());
    const auto middle = *median(both);
    its.before.push_back(raised(each.before.by_round, -middle));
    its.now.push_back(raised(each.now.by_round, -middle));
  }
  return compare_backends(backends, threshold);
}

}  // namespace reports
