// SPDX-License-Identifier: MIT
// What the reference pool costs beside those of others, at a glance.
#pragma once

#include <optional>
#include <vector>

#include "reports/record/bench_record.hpp"
#include "reports/table.hpp"
#include "reports/words/words.hpp"

namespace reports {

/// A row for each work and number of workers, a column for each competitor: the median over the
/// rounds of the reference's cost / the competitor's, so that 0.10 is a tenth. Empty when no cost
/// has such ratios.
std::optional<table> make_overhead_matrix(const std::vector<bench_cost>& costs, const wording& say);

}  // namespace reports
