// SPDX-License-Identifier: MIT
// Measures cells leg by leg, in rounds, beside a reference.
#pragma once

#include <atomic>
#include <functional>

#include "bench/leg.hpp"
#include "bench/plan.hpp"
#include "reports/record/bench_record.hpp"

namespace bench {

/// Told before each leg how many of how many are behind us, and the cell that comes now.
using progress = std::function<void(std::string_view doing, std::size_t done, std::size_t total,
                                    const std::string& cell)>;

/// Does something, and tells why what it measured should not count; empty when the machine was left
/// alone. A host may take 2 % of the time: the least run of a leg does not feel that.
std::string watch_machine(const std::function<void()>& doing);

/// How measure() gets at what it needs.
struct surroundings {
  /// Measures a leg within a limit: run_leg_apart(), or a fake.
  std::function<leg_result(const leg&, std::chrono::milliseconds limit)> run_leg = run_leg_apart;
  /// Does that: watch_machine(), or a fake.
  std::function<std::string(const std::function<void()>& doing)> watch = watch_machine;
  /// Told before each round, counted from 0, in which a leg is missing.
  std::function<void(int round)> begin_round = [](int) {};
  progress tell = [](auto&&...) {};
  /// Given all results so far, and this run's other legs, now and then, and at the end.
  std::function<void(const std::vector<reports::bench_result>&,
                     const std::vector<reports::bench_leg>&)>
      save = [](const auto&, const auto&) {};
  /// How much of the run's time is over: no round begins that the effort has no time for.
  std::function<double()> elapsed_seconds = [] { return 0.0; };
  /// Set to end after the leg that is under way.
  const std::atomic<bool>* stop = nullptr;
};

struct measurement {
  std::vector<reports::bench_result> results;  ///< one for each cell, in the cells' order
  bool all_right = true;     ///< no wrong answer, exception, crash or hang; a refusal is none
  bool interrupted = false;  ///< some cells have fewer legs than they should, or none
  bool out_of_time =
      false;  ///< that is because the time was over, and a run is finished all the same
};

/// Measures the cells in rounds of one leg each. A cell that goes wrong has a `problem` instead of
/// times, and the others go on. `so_far`: what measure() saved of an earlier run of the same cells,
/// which is then finished; or empty. Throws: std::invalid_argument when `so_far` is of other cells.
measurement measure(const std::vector<cell>& chosen, const effort& each,
                    const surroundings& with = {}, std::vector<reports::bench_result> so_far = {});

}  // namespace bench
