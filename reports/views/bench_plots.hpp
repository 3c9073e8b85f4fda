// SPDX-License-Identifier: MIT
// What a benchmark shows as plots: how backends scale, and how they compare pair by pair.
#pragma once

#include <string>
#include <vector>

#include "reports/plot.hpp"
#include "reports/record/bench_record.hpp"
#include "reports/words/words.hpp"

namespace reports {

/// The plots of one workload: those for which the record has the numbers.
std::vector<plot> make_workload_plots(const std::string& workload, const bench_record& record,
                                      const wording& say);

/// A plot for each work, in the order of their appearance: what a task costs, round by round.
std::vector<plot> make_cost_plots(const std::vector<bench_cost>& costs, const wording& say);

}  // namespace reports
