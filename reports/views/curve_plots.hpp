// SPDX-License-Identifier: MIT
// What is behind the METG and the times of trips, as plots.
#pragma once

#include <vector>

#include "reports/plot.hpp"
#include "reports/record/bench_record.hpp"
#include "reports/words/words.hpp"

namespace reports {

// Both know by all costs of a record who the reference is.

/// Time per task over the work in it, for each METG work on each number of workers.
std::vector<plot> make_grain_plots(const std::vector<bench_cost>& costs, const wording& say);

/// How the times of trips are distributed, for each latency work on each number of workers.
std::vector<plot> make_trip_plots(const std::vector<bench_cost>& costs, const wording& say);

}  // namespace reports
