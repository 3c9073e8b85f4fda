// SPDX-License-Identifier: MIT
// The costs as tables, one for each question that is asked of the competitors.
#pragma once

#include <string>
#include <vector>

#include "reports/record/bench_record.hpp"
#include "reports/table.hpp"
#include "reports/words/words.hpp"

namespace reports {

/// Tables by what is asked: what a task costs, how long a trip takes, how small a task may be, what
/// adapters cost, memory and idle pools. Each has its plots; none is without rows.
std::vector<table> make_cost_tables(const std::vector<bench_cost>& costs, const wording& say);
/// How their columns are to be read, in some sentences.
std::string explain_cost_tables(const wording& say);
/// All costs in one table.
table make_flat_costs(const std::vector<bench_cost>& costs, const wording& say);
}  // namespace reports
