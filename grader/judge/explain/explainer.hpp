// SPDX-License-Identifier: MIT
// From a run to the mistakes that explain it, with the lines of the student's file.
#pragma once

#include <optional>
#include <vector>

#include "grader/judge/explain/mistake.hpp"
#include "grader/manifest/operation_graph.hpp"

namespace judge {

/// Speaks of the runs of one submission. Threads: one.
class explainer {
 public:
  /// Requires: both outlive this.
  explainer(const subject& what, const grader::operation_graph& graph)
      : table_(what.table), graph_(graph), sites_(what.submission, what.walls, what.source) {}

  /// Why a run did not return. Requires: operations were served.
  std::vector<mistake> of_ending(const run_result& run, const std::vector<number>& operands);
  /// Why a run in virtual time with workers to spare took more steps than it had to.
  std::vector<mistake> of_lost_steps(const run_result& run, const std::vector<number>& operands);
  /// What a run in virtual time shows besides. `workers`: those that it had; 0: to spare.
  std::vector<mistake> of_habits(const run_result& run, const std::vector<number>& operands,
                                 unsigned workers);
  /// Which operation of a run in virtual time was one more at once than a pool of so many workers
  /// does.
  std::vector<mistake> of_excess(const run_result& run, const std::vector<number>& operands,
                                 unsigned workers);

  /// Where an operation was asked for; empty when that is not known.
  std::optional<int> line_of(const run_result& run, const operation& what);
  /// Where the student's function begins; empty when no run has told yet.
  std::optional<int> line_of_function();
  /// Remembers where it is. Every run with a trace tells.
  void meet(const run_result& run) noexcept {
    if (run.trace.function != 0) function_ = {run.trace.function};
  }
  /// "add(3, 7)", with the values of the example.
  std::string name_of(const operation& what, const std::vector<number>& operands) const;

 private:
  template <class Explain>
  std::vector<mistake> tell_by(const run_result& run, const std::vector<number>& operands,
                               Explain explain);

  const operation_table& table_;
  const grader::operation_graph& graph_;
  call_sites sites_;
  protocol::call_path function_{};
};

}  // namespace judge
