// SPDX-License-Identifier: MIT
// The costs and the targets, for people to read on a terminal.
#pragma once

#include <string>
#include <vector>

#include "reports/record/bench_record.hpp"

namespace bench::overhead {

/// A row for each cost, and a line for each problem.
std::string costs_table(const std::vector<reports::bench_cost>& costs);
/// A row for each bound, met or missed; nothing when there are none.
std::string targets_table(const std::vector<reports::bench_target>& targets);
/// The works and the competitors: what they are.
std::string suite_table();

}  // namespace bench::overhead
