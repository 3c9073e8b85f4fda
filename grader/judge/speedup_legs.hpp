// SPDX-License-Identifier: MIT
// Runs the legs of a speedup: each in a process of its own, on fresh operands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/judge/session.hpp"
#include "reports/record/submission_record.hpp"

namespace judge {

/// What an exercise's legs compute.
struct leg_rules {
  std::size_t operations = 0;  ///< of one evaluation
  std::vector<number> (*fresh_operands)();
  number (*value_of)(const std::vector<number>& operands);
};

/// What a leg did wrong, as a mistake with a name: see grader/README.md.
struct leg_problem {
  std::string rule;
  std::string message;  ///< one sentence
};

/// How a leg went.
struct leg {
  std::optional<leg_problem> problem{};  ///< why its time means nothing; the submission's fault
  std::string disturbance{};             ///< why its time means nothing; the machine's fault
  double wall_seconds = 0;               ///< from the operands to the result
  double cpu_seconds = 0;                ///< of all its threads in that time
  /// What it would have taken at least, had nobody, the host included, kept its threads from a
  /// processor; 0 when that cannot be told.
  double own_seconds = 0;
  reports::speedup_leg reported{};  ///< as Google Benchmark has it, of no pair yet
};

/// Where legs come from.
class leg_source {
 public:
  virtual ~leg_source() = default;
  /// The exercise on one thread, by the exercise's own evaluation.
  virtual leg run_reference() = 0;
  /// The exercise by the submission.
  virtual leg run_submission() = 0;
  /// As many operations, shared out among as many threads as workers.
  virtual leg run_ceiling() = 0;
};

/// Of a leg that was run on these operands, with operations of so many steps: empty when its value
/// is right and, where it is the submission's, each operation's work has its receipt.
std::optional<leg_problem> problem_with(const run_result& result, const leg_rules& rules,
                                        const std::vector<number>& operands, protocol::mode kind,
                                        number steps);

/// Runs legs. Threads: one at a time.
class leg_runner final : public leg_source {
 public:
  leg_runner(const leg_rules& rules, unsigned workers, session& to);

  leg run_reference() override { return run(protocol::mode::reference); }
  leg run_submission() override { return run(protocol::mode::burning); }
  leg run_ceiling() override { return run(protocol::mode::ceiling); }

 private:
  leg run(protocol::mode kind);
  unsigned independent_threads(protocol::mode kind) const;

  const leg_rules& rules_;
  const unsigned workers_;
  session& session_;
  const number steps_;  // of an operation
};

}  // namespace judge
