// SPDX-License-Identifier: MIT
// A leg: one cell measured once, in a process of its own.
//
// The process is this program again, started as `lab-bench leg ...`: what one leg does to the heap,
// to the threads and to the caches, or that it crashes, is nothing to the next one.
#pragma once

#include "bench/plan.hpp"

namespace bench {

/// What is to be measured; a name and no function, for another process is told.
struct leg {
  std::string workload;
  std::int64_t size = 0;
  std::int64_t answer = 0;  ///< the right one
  std::string backend;      ///< empty for the workload's serial code
  std::optional<std::size_t> workers;
  double seconds = 0;   ///< it runs at least once, and fills this time
  double slowdown = 0;  ///< each run is made longer by this part of it, to see who finds that
};

/// What a leg found.
struct leg_result {
  std::vector<double> samples{};  ///< wall seconds of each run, in their order
  double cpu_seconds = 0;         ///< of a run, all threads together
  int workers = 0;                ///< what the executor says
  double peak_bytes = 0;          ///< most memory that the process had resident; NaN if unknown
  /// One sentence, "refused: ..." or "failed: ...": why there are no samples.
  std::optional<std::string> problem{};

  /// The least of the samples: what disturbs a run makes it longer, never shorter. Source: Chen and
  /// Revels, "Robust benchmarking in noisy environments", HPEC 2016. Requires: no problem.
  double seconds() const;
};

/// The words after the program's name that make it run this leg.
std::vector<std::string> leg_arguments(const leg& what);
/// The leg of such words, without the first. Throws: std::invalid_argument.
leg leg_from_arguments(const std::vector<std::string>& words);

/// Runs it here, with a new executor, after an untimed run; every answer is compared after the
/// clock was read. Never throws for what goes wrong inside: that is the result's problem.
leg_result run_leg(const leg& what);

/// One line of JSON, and back. Throws: std::runtime_error for text that is no result.
std::string to_json_line(const leg_result& found);
leg_result leg_result_from_json(const std::string& text);

/// Runs it in a process of its own, which is killed, with all that it started, after `limit`.
/// A crash, an end without a result and a limit that was reached are problems of the result.
/// Throws: std::system_error when no process can be started.
leg_result run_leg_apart(const leg& what, std::chrono::milliseconds limit);

}  // namespace bench
