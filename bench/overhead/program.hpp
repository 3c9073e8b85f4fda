// SPDX-License-Identifier: MIT
// `lab-bench run --suite overhead`.
#pragma once

#include "bench/options.hpp"
#include "bench/program.hpp"
#include "reports/record/bench_record.hpp"

namespace bench::overhead {

/// A run of the suite, as a record.
struct suite_record {
  reports::bench_record record;
  bool all_right;
};

/// Measures what was asked for, progress on `to.err`, and prints the tables on `to.out`.
/// Throws: std::exception with one line, for an unknown name and for what fails on our side.
suite_record run_overheads(const selection& chosen, const std::string& command, const streams& to);

}  // namespace bench::overhead
