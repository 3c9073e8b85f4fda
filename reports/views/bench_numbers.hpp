// SPDX-License-Identifier: MIT
// What the results of a benchmark say, as numbers that tables and plots show.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/record/bench_record.hpp"
#include "reports/statistics.hpp"
#include "reports/views/estimate_cell.hpp"
#include "reports/views/standings.hpp"

namespace reports {

/// The backend with which all others are compared.
constexpr auto baseline = "thread_pool";

/// Whether it has times that count.
bool has_numbers(const bench_result& result);

/// The record, with NaN in place of what was measured while the machine was disturbed.
bench_record without_disturbed(bench_record record);
/// How many repetitions that are.
std::size_t count_disturbed(const bench_record& record);

/// The most workers of the workload's results.
int most_workers(const std::string& workload, const bench_record& record);
/// With how many workers' results it is compared: its own; the most where it does not bound them.
int workers_beside(const bench_result& result, const bench_record& record);

/// Its time / the baseline's with as many workers: of each pair, or of the medians when there are
/// no pairs.
std::optional<estimate> relative_time(const bench_result& result, const bench_record& record);
/// The serial code's time / its own, of each repetition: T_serial / T_P.
std::optional<estimate> serial_speedup(const bench_result& result);

/// What is known of the workload; null when nothing is.
const bench_workload* find_workload(const std::string& name, const bench_record& record);
/// The most that any scheduler can gain on so many workers, min(P, T1/T-infinity); empty when work
/// and span are not known. Source: Brent, "The Parallel Evaluation of General Arithmetic
/// Expressions", J. ACM 21 (1974).
std::optional<double> bound_of(const std::string& workload, int workers,
                               const bench_record& record);
/// What so many bare threads gain on the machine; empty when that was not measured.
std::optional<double> ceiling_of(int workers, const bench_record& record);

/// One for each result of the record.
std::vector<standing> standings(const bench_record& record);

}  // namespace reports
