// SPDX-License-Identifier: MIT
// A benchmark at a glance: workloads by backends.
#include "reports/views/bench_matrices.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "reports/views/bench_numbers.hpp"
#include "reports/views/estimate_cell.hpp"

namespace reports {
namespace {

std::vector<std::string> names_in_order(const bench_record& record,
                                        std::string bench_result::*name) {
  std::vector<std::string> names;
  for (const auto& each : record.results)
    if (std::ranges::find(names, each.*name) == names.end()) names.push_back(each.*name);
  return names;
}

/// The backend's result with the most workers of the workload, or that with no bound; null if none.
const bench_result* find_result(const std::string& workload, const std::string& backend,
                                const bench_record& record) {
  const auto most = most_workers(workload, record);
  const auto found = std::ranges::find_if(record.results, [&](const bench_result& each) {
    return each.workload == workload && each.backend == backend &&
           workers_beside(each, record) == most;
  });
  return found == record.results.end() ? nullptr : &*found;
}

cell three_digits(std::optional<double> value) { return make_rounded(value, 3); }

/// A column before those of the backends, of the workload on so many workers.
struct extra_column {
  column head;
  std::function<cell(const std::string& workload, int workers)> value;
};

/// What a matrix shows; the rest is the same for all.
struct matrix {
  table made;  ///< without columns and rows
  std::string unit;
  std::vector<extra_column> extras{};
  std::function<cell(const bench_result&)> value;
};

bool is_number(const cell& each) { return std::holds_alternative<number_cell>(each); }

/// Its value, or in a word why it has none.
cell value_or_reason(const matrix& from, const bench_result& result, const wording& say) {
  if (result.problem) return reason_cell(*result.problem, say);
  if (!result.wall_seconds.empty() && !median(result.wall_seconds))
    return text_cell{say("disturbed"), tone::plain};
  return from.value(result);
}

/// Workloads without any value of a backend have no row.
std::optional<table> fill(matrix from, const bench_record& record, const wording& say) {
  const auto backends = names_in_order(record, &bench_result::backend);
  from.made.columns = {{say("workload"), "", false}};
  for (const auto& each : from.extras) from.made.columns.push_back(each.head);
  for (const auto& each : backends) from.made.columns.push_back({each, from.unit, true});
  for (const auto& workload : names_in_order(record, &bench_result::workload)) {
    std::vector<cell> values;
    for (const auto& backend : backends) {
      const auto* result = find_result(workload, backend, record);
      values.push_back(result != nullptr ? value_or_reason(from, *result, say) : unknown_cell{});
    }
    if (std::ranges::none_of(values, is_number)) continue;
    std::vector<cell> row{make_text(workload)};
    for (const auto& each : from.extras)
      row.push_back(each.value(workload, most_workers(workload, record)));
    row.insert(row.end(), values.begin(), values.end());
    from.made.rows.push_back(std::move(row));
  }
  if (from.made.rows.empty()) return std::nullopt;
  return std::move(from.made);
}

table headed(std::string title, std::string caption) {
  return {.title = std::move(title), .caption = std::move(caption), .columns = {}, .rows = {}};
}

/// A record, where its results stand, and how to say it.
struct measured {
  const bench_record& record;
  const std::vector<standing>& ranks;
  const wording& say;

  standing rank_of(const bench_result& result) const {
    return ranks[static_cast<std::size_t>(&result - record.results.data())];
  }
};

extra_column workers_column(const wording& say) {
  return {{say("workers"), "", true},
          [](const std::string&, int workers) { return make_number(workers, 0); }};
}

matrix relative_times(const measured& from) {
  const auto& say = from.say;
  return {.made = headed(say("Time compared with {}", baseline),
                         say("On the most workers: the backend's time / that of {}, in pairs that "
                             "ran side by side where there are such, with the 95% interval from "
                             "six pairs on; above 1 is slower. The best is marked, and what is as "
                             "good, for it cannot be told from the best.",
                             baseline)),
          .unit = "",
          .value = [from](const bench_result& result) {
            auto ratio = relative_time(result, from.record);
            if (ratio && result.backend == baseline) ratio->sure.reset();  // it is 1 and no guess
            return estimate_cell(ratio, from.rank_of(result), from.say);
          }};
}

/// Of the serial code beside the backends on so many workers. Each of those has the same legs of
/// it, or fewer where its own were.
std::optional<estimate> serial_milliseconds(const std::string& workload, int workers,
                                            const bench_record& record) {
  std::vector<double> longest;
  for (const auto& each : record.results)
    if (each.workload == workload && workers_beside(each, record) == workers)
      if (auto legs = finite(each.serial_seconds); legs.size() > longest.size())
        longest = std::move(legs);
  for (auto& each : longest) each *= 1e3;
  return estimate_of(longest);
}

matrix times(const measured& from) {
  const auto& say = from.say;
  matrix made{.made = headed(say("Time of a run"),
                             say("On the most workers: the median time of a run of the whole "
                                 "workload, with its 95% interval, beside that of the serial "
                                 "code.")),
              .unit = "ms",
              .value = [from](const bench_result& result) {
                std::vector<double> milliseconds;
                if (has_numbers(result))
                  for (const auto each : result.wall_seconds) milliseconds.push_back(1e3 * each);
                return estimate_cell(estimate_of(milliseconds), from.rank_of(result), from.say);
              }};
  made.extras = {
      workers_column(say),
      {{say("serial code"), "ms", true}, [from](const std::string& workload, int workers) {
         return estimate_cell(serial_milliseconds(workload, workers, from.record),
                              standing::not_compared, from.say);
       }}};
  return made;
}

matrix speedups(const measured& from) {
  const auto& [record, ranks, say] = from;
  matrix made{
      .made = headed(
          say("Speedup over serial code"),
          say("On the most workers: the serial code's time / the backend's, with its "
              "95% interval. No scheduler gains more than work and span allow; the machine is "
              "what as many bare threads gain by computing alone.")),
      .unit = "",
      .value = [from](const bench_result& result) {
        return estimate_cell(serial_speedup(result), from.rank_of(result), from.say);
      }};
  made.extras = {workers_column(say),
                 {{say("bound"), "", true},
                  [&record = record](const std::string& workload, int workers) {
                    return three_digits(bound_of(workload, workers, record));
                  }},
                 {{say("machine"), "", true}, [&record = record](const std::string&, int workers) {
                    return three_digits(ceiling_of(workers, record));
                  }}};
  return made;
}

matrix memory(const wording& say) {
  return {.made = headed(say("Most memory"),
                         say("On the most workers: what the leg's process had resident at most, "
                             "the workload's own data included; the median of the legs.")),
          .unit = "MiB",
          .value = [](const bench_result& result) -> cell {
            const auto bytes =
                has_numbers(result) ? median(result.peak_bytes) : std::optional<double>();
            if (!bytes) return unknown_cell{};
            constexpr double mebibyte = 1024.0 * 1024.0;
            return three_digits(*bytes / mebibyte);
          }};
}

}  // namespace

std::vector<table> make_bench_matrices(const bench_record& record,
                                       const std::vector<standing>& ranks, const wording& say) {
  std::vector<table> made;
  if (names_in_order(record, &bench_result::backend).size() < 2) return made;
  const measured from{record, ranks, say};
  for (auto& each : {relative_times(from), times(from), speedups(from), memory(say)})
    if (auto filled = fill(each, record, say)) made.push_back(std::move(*filled));
  return made;
}

}  // namespace reports
