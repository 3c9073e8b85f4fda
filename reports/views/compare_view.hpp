// SPDX-License-Identifier: MIT
// What became faster and what slower between two runs of a benchmark.
#pragma once

#include "reports/record/bench_record.hpp"
#include "reports/table.hpp"

namespace reports {

struct comparison {
  document shown;
  bool has_loss = false;  ///< some row is slower, or a backend as a whole
};

/// Each row (workload, backend and workers; or work, competitor and workers) that one of them has.
/// Of a row's legs the wall times are compared, each divided by that of the serial code beside it
/// where both runs have that, else beside what other backends changed (see compare_rows.hpp): so a
/// machine that became slower is no loss.
/// `threshold`: the least change that counts, as a part: 0.05. A change counts when the
/// Mann-Whitney test finds it beyond the threshold, at 1 % for all rows together by Holm's method.
/// Above the rows stand the backends as a whole (see backend_changes.hpp), where there are enough
/// rows.
comparison compare(const bench_record& before, const bench_record& now, double threshold,
                   language spoken = language::en);

}  // namespace reports
