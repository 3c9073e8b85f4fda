// SPDX-License-Identifier: MIT
// `lab-bench run --suite overhead`.
#pragma once

#include <atomic>

#include "bench/options.hpp"
#include "bench/program.hpp"
#include "reports/record/bench_record.hpp"

namespace bench::overhead {

/// A run of the suite, as a record.
struct suite_record {
  reports::bench_record record;
  bool all_right;
};

/// Measures what was asked for, progress on `to.err`, and prints the tables on `to.out`. The record
/// is written as works are finished, if it was asked for. `stop` ends it after the leg that is
/// under way.
/// Throws: std::exception with one line, for an unknown name, for what fails on our side, and when
/// it was stopped.
suite_record run_overheads(const options& asked, const std::string& command, const streams& to,
                           const std::atomic<bool>& stop);

}  // namespace bench::overhead
