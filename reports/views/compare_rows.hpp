// SPDX-License-Identifier: MIT
// The rows of two runs side by side, and what can be said of each.
//
// How it works. A row is compared by the times of its legs, each divided by that of the serial code
// beside it, where both runs have that. Where they do not, all times of a run may have changed with
// the machine: so such a row must have changed further than the same work did on any other backend
// (the drift). Without others nothing is said. Amounts, such as bytes, do not drift.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "reports/rank_test.hpp"
#include "reports/record/bench_record.hpp"
#include "reports/views/backend_changes.hpp"
#include "reports/views/change.hpp"

namespace reports {

constexpr double level_of_a_row = 0.01;  ///< of a false "slower" or "faster" among all rows
constexpr std::size_t fewest_legs = 6;  ///< a side, below which nothing is said of a row

/// One side of a row: logarithms, so that ratios are differences.
struct compared_sample {
  std::vector<double> values, by_serial;
  std::vector<double> by_round{};      ///< as by_serial, and NaN where there is no leg
  std::int64_t tasks = 0;              ///< in a run, of which the time is
  bool is_time = true;                 ///< and no other amount
  std::optional<std::string> problem;  ///< why there are none

  bool empty() const { return values.empty(); }
};

struct compared_row {
  /// By what its legs are compared.
  enum class yardstick { serial_time, time, amount };

  std::string workload;
  int workers = 0;
  std::string backend;
  compared_sample before, now;
  std::optional<shift> found{};
  double slower = 1, faster = 1;  ///< probabilities by chance, adjusted for all rows
  change verdict = change::cannot_tell;
  yardstick by = yardstick::time;

  auto name() const { return std::tie(workload, workers, backend); }
  bool has_both() const { return !before.empty() && !now.empty(); }
  /// Whether the two sides are of the same work.
  bool is_of_one_size() const { return !has_both() || before.tasks == now.tasks; }
};

/// Those that one run has or both have, in the order to show them: losses, gains, then the rest,
/// each by its size. `threshold`: the least change that counts, as a part.
std::vector<compared_row> compare_rows(const bench_record& before, const bench_record& now,
                                       double threshold);

/// The backends as a whole, of their rows by serial time.
std::vector<backend_change> compare_whole_backends(const std::vector<compared_row>& rows,
                                                   double threshold);

}  // namespace reports
