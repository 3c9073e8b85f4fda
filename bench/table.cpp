// SPDX-License-Identifier: MIT
// Tables for people to read on a terminal.
#include "bench/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace bench {
namespace {

using reports::bench_result;

/// A row of the results: a backend with some workers.
using row_key = std::pair<std::string, int>;

/// Without those of repetitions that were disturbed.
std::vector<double> times_that_count(const bench_result& result) {
  std::vector<double> times;
  for (std::size_t at = 0; at < result.wall_seconds.size(); ++at)
    if (counts(result, at)) times.push_back(result.wall_seconds[at]);
  return times;
}

std::string entry(const bench_result& result) {
  if (!result.problem) {
    const auto times = times_that_count(result);
    if (times.empty()) return "noisy";
    return format_duration(median_of(times) / static_cast<double>(result.tasks));
  }
  return result.problem->substr(0, result.problem->find(':'));  // "refused" or "failed"
}

/// What there is of each, in the order of its first appearance.
template <class Key>
std::vector<Key> distinct(const std::vector<bench_result>& results,
                          Key (*key)(const bench_result&)) {
  std::vector<Key> keys;
  for (const auto& result : results)
    if (std::ranges::find(keys, key(result)) == keys.end()) keys.push_back(key(result));
  return keys;
}

row_key row_of(const bench_result& result) { return {result.backend, result.workers}; }
std::string column_of(const bench_result& result) { return result.workload; }

std::size_t width_of(const std::string& column) {
  constexpr std::size_t narrowest = 7;  // as wide as "62.1 ns" and "refused"
  return std::max(narrowest, column.size());
}

/// The columns in groups, each of which fits a terminal beside the names of the rows.
std::vector<std::vector<std::string>> screens_of(const std::vector<std::string>& columns) {
  constexpr std::size_t row_name = 20, terminal = 80;
  std::vector<std::vector<std::string>> screens;
  std::size_t used = terminal;
  for (const auto& name : columns) {
    used += 2 + width_of(name);
    if (used > terminal) {
      screens.emplace_back();
      used = row_name + 2 + width_of(name);
    }
    screens.back().push_back(name);
  }
  return screens;
}

std::string workers_text(int workers) { return workers == 0 ? "any" : std::to_string(workers); }

std::string problems(const std::vector<bench_result>& results) {
  std::string text;
  for (const auto& result : results)
    if (result.problem)
      text += fmt::format("{} on {}, {} workers: {}\n", result.workload, result.backend,
                          workers_text(result.workers), *result.problem);
  return text.empty() ? text : "\n" + text;
}

int repetitions_of(const std::vector<bench_result>& results) {
  std::size_t most = 0;
  for (const auto& result : results) most = std::max(most, result.wall_seconds.size());
  return static_cast<int>(most);
}

std::string labels_of(const workload& what) {
  std::string text;
  for (const auto label : what.labels)
    text += (text.empty() ? "" : ", ") + std::string(name_of(label));
  return text;
}

std::string yes_or_no(bool answer) { return answer ? "yes" : "no"; }

}  // namespace

std::string results_table(const std::vector<bench_result>& results) {
  std::map<std::pair<row_key, std::string>, std::string> entries;
  for (const auto& result : results) entries[{row_of(result), column_of(result)}] = entry(result);
  auto text = fmt::format("Wall time per task, median of at most {} repetitions\n",
                          repetitions_of(results));
  for (const auto& columns : screens_of(distinct<std::string>(results, column_of))) {
    text += fmt::format("\n{:<12} {:>7}", "backend", "workers");
    for (const auto& name : columns) text += fmt::format("  {:>{}}", name, width_of(name));
    for (const auto& row : distinct<row_key>(results, row_of)) {
      text += fmt::format("\n{:<12} {:>7}", row.first, workers_text(row.second));
      for (const auto& name : columns)
        text += fmt::format("  {:>{}}", entries[{row, name}], width_of(name));
    }
    text += "\n";
  }
  return text + problems(results);
}

std::string backends_table(const std::vector<futures::backend>& known) {
  auto text = fmt::format("{:<12} {:<8} {:<13} {:<5} {:<7} {}\n", "backend", "bounded",
                          "asynchronous", "fifo", "cancel", "shutdown without waiting");
  for (const auto& each : known) {
    text += fmt::format("{:<12} {:<8} {:<13} {:<5} {:<7} {}\n    {}\n", each.name,
                        yes_or_no(each.caps.bounded_workers), yes_or_no(each.caps.asynchronous),
                        yes_or_no(each.caps.fifo_start), yes_or_no(each.caps.cancel_pending),
                        yes_or_no(each.caps.shutdown_nowait), each.summary);
  }
  return text + R"(
bounded: you choose max_workers     asynchronous: submit() returns before the end
fifo: one worker starts tasks in the order of their submission
cancel: a task that has not started can be cancelled
)";
}

std::string workloads_table(const std::vector<workload>& known) {
  auto text =
      fmt::format("{:<20} {:>11} {:>8}  {}\n", "workload", "quick tasks", "full", "stresses");
  for (const auto& each : known) {
    text +=
        fmt::format("{:<20} {:>11} {:>8}  {}\n    {}\n", each.name, each.tasks(each.sizes.quick),
                    each.tasks(each.sizes.full), labels_of(each), each.summary);
  }
  return text;
}

std::string format_duration(double seconds) {
  struct unit {
    double size;
    const char* name;
  };
  constexpr unit units[] = {{1, "s"}, {1e-3, "ms"}, {1e-6, "us"}, {1e-9, "ns"}};
  const auto* fits = std::ranges::find_if(units, [&](const unit& u) { return seconds >= u.size; });
  if (fits == std::end(units)) --fits;
  const auto value = seconds / fits->size;
  return fmt::format("{:.{}f} {}", value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0, fits->name);
}

double median_of(std::vector<double> values) {
  const auto middle = values.size() / 2;
  std::ranges::sort(values);
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace bench
