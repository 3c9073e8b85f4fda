// SPDX-License-Identifier: MIT
// Measures cells by Google Benchmark, every answer checked.
#pragma once

#include <functional>

#include "bench/plan.hpp"
#include "reports/record/bench_record.hpp"

namespace bench {

/// Told before each step what we are doing ("trying", then "measuring"), how many of how many steps
/// are behind us, and the cell that comes now.
using progress = std::function<void(std::string_view doing, std::size_t done, std::size_t total,
                                    const std::string& cell)>;

struct measurement {
  std::vector<reports::bench_result> results;  ///< one for each cell, in the cells' order
  bool all_right = true;  ///< no wrong answer and no exception; a refusal is neither
};

/// Measures the cells, their repetitions in random order. A cell that gives a wrong answer, throws
/// or is refused has a `problem` instead of times, and the others go on.
/// Requires: one call at a time in a process: Google Benchmark's list is global.
measurement measure(const std::vector<cell>& chosen, const effort& each, const progress& tell);

}  // namespace bench
