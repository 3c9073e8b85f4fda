// SPDX-License-Identifier: MIT
// What it costs to record what happens in a submission process.
#pragma once

#include <cstdint>

#include "futures/executor.hpp"

namespace runtime {

/// What tracing adds to evaluations.
struct trace_cost {
  double plain_us = 0;   ///< median of an evaluation that is not traced
  double traced_us = 0;  ///< median of one that is
  double ratio = 0;      ///< median of the pairs' ratios
  int pairs = 0;
};

/// Runs pairs of evaluations, not traced and traced, each pair on pools of its own and in an order
/// that changes, on that many workers. Requires: nothing is recorded yet.
trace_cost measure_trace_cost(std::int64_t (*entry)(futures::executor&, const std::int64_t*),
                              unsigned workers);

}  // namespace runtime
