// SPDX-License-Identifier: MIT
// Which numbers to find, and how much time to spend on each.
#pragma once

#include "bench/workload.hpp"

namespace bench {

/// The backend with which all others of the same workload and workers are paired.
constexpr std::string_view reference_backend = "thread_pool";

/// One number to find: a workload on a backend with some workers.
struct cell {
  workload what;
  std::int64_t size;
  futures::backend where;
  std::optional<std::size_t> workers;  ///< empty where the backend does not let us choose
};

/// How big the runs are and how often they are repeated.
enum class scale { tiny, quick, full };
std::string_view name_of(scale chosen);

/// What the user chose; everything there is where a list is empty.
struct selection {
  std::vector<std::string> workloads{};
  std::vector<std::string> backends{};
  std::vector<std::size_t> workers{};
  scale size = scale::quick;
};

constexpr int fewest_repetitions = 3;  // the fewest of which one is in the middle

/// What each cell is worth.
struct effort {
  int repetitions = 1;  ///< legs; fewer, but not below fewest_repetitions, where a run is very long
  double repetition_seconds = 0;  ///< a leg is at least one run, and fills this time
  double most_seconds = 60;       ///< a leg that takes longer, from start to end, is given up
  /// Each group of cells has one more leg of the reference in each round: the A/A control.
  bool control = false;
  /// No round begins that would not end by then, as the one before it took; empty: all begin.
  std::optional<double> total_seconds{};
};

/// Legs from which the median has an interval; see reports::median_interval().
constexpr int legs_for_an_interval = 6;

/// 1, 2, and the CPUs that this process may use.
std::vector<std::size_t> default_workers();

/// The cells of the selection, by workload, backend and workers; a backend that does not let us
/// choose its workers has one cell a workload.
/// Throws: std::invalid_argument that lists the known names, for an unknown one.
std::vector<cell> make_cells(const selection& chosen);

/// Fewer seconds a repetition the more legs a round has, so that the whole keeps within its time.
effort effort_for(scale size, std::size_t legs);

}  // namespace bench
