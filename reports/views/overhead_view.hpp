// SPDX-License-Identifier: MIT
// What a task costs: our pools beside those of others.
#pragma once

#include <string>

#include "reports/record/bench_record.hpp"
#include "reports/table.hpp"
#include "reports/words/words.hpp"

namespace reports {

/// A row for each bound, met or missed; the ratios behind them as a plot.
table make_targets_table(const bench_record& record, const wording& say);
/// How much there is, and how many targets are met.
std::string summarise_overheads(const bench_record& record, const wording& say);

}  // namespace reports
