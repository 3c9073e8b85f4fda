// SPDX-License-Identifier: MIT
// Cells while they are measured, and which of them stand together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bench/plan.hpp"
#include "reports/record/bench_record.hpp"

namespace bench {

/// A cell while it is measured.
struct cell_under_way {
  cell what;
  std::int64_t answer = 0;
  reports::bench_result result;
  int rounds = 0;

  /// It went wrong; a refusal is no failure.
  bool failed() const { return result.problem && !result.problem->starts_with("refused"); }
  bool wants(int round) const {
    return !result.problem && round < rounds &&
           result.wall_seconds.size() == static_cast<std::size_t>(round);
  }
  /// Such as "fib on tbb".
  std::string name() const;
};

/// The cells that are compared with one another, by their places in the list.
struct group {
  std::optional<std::size_t> reference;
  std::vector<std::size_t> others;
};

/// By workload and workers; a backend that chooses its workers itself stands beside the most.
std::vector<group> groups_of(const std::vector<cell_under_way>& cells);

/// How many legs a round has: the cells', and of each group the serial code's and the control's.
std::size_t legs_in_a_round(const std::vector<cell>& cells, bool control);

}  // namespace bench
