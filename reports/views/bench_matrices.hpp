// SPDX-License-Identifier: MIT
// A benchmark at a glance: workloads by backends.
#pragma once

#include <vector>

#include "reports/record/bench_record.hpp"
#include "reports/table.hpp"
#include "reports/views/standings.hpp"
#include "reports/words/words.hpp"

namespace reports {

/// Tables with a row for each workload and a column for each backend, on the most workers: time
/// compared with the baseline's, the time itself, speedup over serial code beside what bounds it,
/// and memory. Numbers have their interval, the best and what is as good a mark, and a cell without
/// a number the reason in a word. Only those for which the record has numbers; none for a record of
/// one backend. Requires: the ranks are the `standings` of the record.
std::vector<table> make_bench_matrices(const bench_record& record,
                                       const std::vector<standing>& ranks, const wording& say);

}  // namespace reports
