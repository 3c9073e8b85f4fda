// SPDX-License-Identifier: MIT
// Runs the legs of a speedup: each in a process of its own, on fresh operands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/judge/session.hpp"

namespace judge {

/// What an exercise's legs compute.
struct leg_rules {
  std::size_t operations = 0;  ///< of one evaluation
  std::vector<number> (*fresh_operands)();
  number (*value_of)(const std::vector<number>& operands);
};

/// How a leg went.
struct leg {
  std::optional<std::string> problem{};  ///< why its time means nothing; the submission's fault
  std::string disturbance{};             ///< why its time means nothing; the machine's fault
  double wall_seconds = 0;               ///< from the operands to the result
  double cpu_seconds = 0;                ///< of all its threads in that time
  /// What it would have taken at least, had nobody, the host included, kept its threads from a
  /// processor; 0 when that cannot be told.
  double own_seconds = 0;
};

/// Runs legs. Threads: one at a time.
class leg_runner {
 public:
  leg_runner(const leg_rules& rules, unsigned workers, session& to);

  /// The exercise on one thread, by the exercise's own evaluation.
  leg run_reference() { return run(protocol::mode::reference); }
  /// The exercise by the submission.
  leg run_submission() { return run(protocol::mode::burning); }
  /// As many operations, shared out among as many threads as workers.
  leg run_ceiling() { return run(protocol::mode::ceiling); }

 private:
  leg run(protocol::mode kind);
  std::optional<std::string> problem_with(const run_result& result,
                                          const std::vector<number>& operands,
                                          protocol::mode kind) const;
  bool work_was_done(const run_result& result) const;

  const leg_rules& rules_;
  const unsigned workers_;
  session& session_;
  const number steps_;  // of an operation
};

}  // namespace judge
