// SPDX-License-Identifier: MIT
// How fast the backends are: times per task, by workload.
#pragma once

#include "reports/record/bench_record.hpp"
#include "reports/table.hpp"

namespace reports {

/// The document of a benchmark: a table for each workload, or that of the costs and that of the
/// targets; and where the numbers come from.
/// A ratio stands only beside the times it is made of, and compares equal numbers of workers.
document make_bench_view(const bench_record& record, language spoken = language::en);

}  // namespace reports
