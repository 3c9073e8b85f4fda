// SPDX-License-Identifier: MIT
// Tables for people to read on a terminal.
#pragma once

#include <string>

#include "bench/workload.hpp"
#include "reports/record/bench_record.hpp"

namespace bench {

/// Each workload's wall time per task, by backend and workers, and a line for each problem.
std::string results_table(const std::vector<reports::bench_result>& results);
/// The backends: what they are and what they promise.
std::string backends_table(const std::vector<futures::backend>& known);
/// The workloads: what they do, and their sizes in tasks.
std::string workloads_table(const std::vector<workload>& known);

/// Three digits and a unit: "62.1 ns", "4.57 us", "13.0 ms", "1.02 s".
std::string format_duration(double seconds);
/// Requires: at least one value. Returns: the middle one, or the mean of the two in the middle.
double median_of(std::vector<double> values);

}  // namespace bench
