// SPDX-License-Identifier: MIT
// Puts every work to every competitor, in rounds.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>

#include "bench/measure.hpp"
#include "bench/overhead/leg_apart.hpp"

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

/// How run_suite() gets at what it needs.
struct suite_surroundings {
  /// Runs a leg within a limit: run_leg_apart(), or a fake.
  std::function<leg_outcome(const leg_order&, std::chrono::milliseconds limit)> run_leg =
      run_leg_apart;
  /// Does that, and tells why it does not count: watch_machine(), or a fake.
  std::function<std::string(const std::function<void()>& doing)> watch = watch_machine;
  progress tell = [](auto&&...) {};
  /// Given all costs so far, whenever a work is finished, and the legs that were measured again.
  std::function<void(const std::vector<reports::bench_cost>&,
                     const std::vector<reports::bench_leg>&)>
      save = [](const auto&, const auto&) {};
  /// Set to end after the leg that is under way.
  const std::atomic<bool>* stop = nullptr;
};

struct suite_result {
  std::vector<reports::bench_cost> costs;           ///< by work, metric, workers and competitor
  std::vector<reports::bench_leg> repeated_legs{};  ///< disturbed, and measured again
  bool all_right = true;     ///< no wrong answer, exception, crash or hang; a refusal is none
  bool interrupted = false;  ///< some works are missing
};

/// Measures it, in an order that the seed decides. A competitor that gives a wrong answer, throws,
/// crashes, hangs or refuses has a `problem` at this work instead of values, and the others go on.
/// `so_far`: what was saved of an earlier run of the same suite; its works are not done again.
suite_result run_suite(const suite& asked, std::uint64_t seed, const suite_surroundings& with = {},
                       std::vector<reports::bench_cost> so_far = {});

}  // namespace bench::overhead
