// SPDX-License-Identifier: MIT
// What the reference may cost: the bounds, and whether they are kept.
#pragma once

#include <string_view>
#include <vector>

#include "reports/record/bench_record.hpp"

namespace bench::overhead {

/// A bound, on every number of workers that the work was measured with.
struct target {
  std::string_view work;
  std::string_view reference;  ///< whose cost is bounded
  std::string_view against;    ///< the competitor of the ratio, best_of_the_others, or empty
  double bound;                ///< of the ratio, or else of the cost, in the unit of the work
};

/// Stands for the competitor with the least median, the reference left out.
constexpr std::string_view best_of_the_others = "best other";

/// All bounds.
const std::vector<target>& targets();

/// Compares the bounds with what was measured, in rounds that count. A bound whose work is not
/// among the costs is left out; one that lacks the reference or the competitor it names has unknown
/// numbers.
std::vector<reports::bench_target> judge(const std::vector<target>& bounds,
                                         const std::vector<reports::bench_cost>& costs);

}  // namespace bench::overhead
