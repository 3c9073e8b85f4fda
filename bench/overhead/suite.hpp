// SPDX-License-Identifier: MIT
// Puts every work to every competitor, in rounds.
#pragma once

#include <random>

#include "bench/measure.hpp"
#include "bench/overhead/work.hpp"

namespace bench::overhead {

/// What a suite measures.
struct suite {
  std::vector<work> works;
  std::vector<competitor> competitors;
  std::vector<std::size_t> workers;  ///< only these; those of each work when empty
  scale size = scale::quick;
};

/// The works and competitors of the names, all when there are none; a reference is always among
/// them. Throws: std::invalid_argument that lists the known names, for an unknown one.
suite make_suite(const selection& chosen);

/// How often a leg is repeated.
int rounds_for(scale size);

struct suite_result {
  std::vector<reports::bench_cost> costs;  ///< by work, metric, workers and competitor
  bool all_right = true;  ///< no wrong answer and no exception; a refusal is neither
};

/// Measures it. A competitor that gives a wrong answer, throws or refuses has a `problem` at this
/// work instead of values, and the others go on.
suite_result run_suite(const suite& asked, std::mt19937_64& dice, const progress& tell);

}  // namespace bench::overhead
