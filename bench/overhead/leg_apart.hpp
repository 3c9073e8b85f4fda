// SPDX-License-Identifier: MIT
// A leg of an overhead in a process of its own.
//
// The process is this program again, started as `lab-bench overhead_leg ...`: a competitor that
// crashes or hangs takes nobody with it, and leaves no threads and no memory to the next one.
#pragma once

#include <chrono>
#include <optional>

#include "bench/overhead/work.hpp"

namespace bench::overhead {

/// What a leg is to do.
struct leg_order {
  const work& what;
  const competitor& who;
  std::size_t workers;
  std::int64_t warm_up;  ///< done before it, untimed
  std::int64_t size;
};

/// How it ended.
struct leg_outcome {
  leg found{};
  /// One sentence, "refused: ..." or "failed: ...": why nothing was found.
  std::optional<std::string> problem{};
};

/// Whether the question makes no sense there, so that there is nothing to tell.
bool is_left_out(const leg_outcome& outcome);

/// Runs it here, on a pool of its own; both answers are compared with the right ones. Never throws
/// for what goes wrong inside: that is the outcome's problem.
leg_outcome run_leg(const leg_order& order);

/// The words after the program's name that make it run this leg.
std::vector<std::string> leg_arguments(const leg_order& order);
/// Runs the leg of such words, without the first. Returns: a line for outcome_from_json().
/// Throws: std::invalid_argument for words that are no leg's.
std::string run_leg_of(const std::vector<std::string>& words);

/// One line of JSON, and back. Throws: std::runtime_error for text that is no outcome.
std::string to_json_line(const leg_outcome& outcome);
leg_outcome outcome_from_json(const std::string& text);

/// Runs it in a process of its own, which is killed, with all that it started, after `limit`.
/// A crash, an end without an outcome and a limit that was reached are problems of the outcome.
/// Requires: work and competitor are registered. Throws: std::system_error when no process can be
/// started.
leg_outcome run_leg_apart(const leg_order& order, std::chrono::milliseconds limit);

}  // namespace bench::overhead
