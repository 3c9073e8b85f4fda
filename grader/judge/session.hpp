// SPDX-License-Identifier: MIT
// What one judge process knows while it judges: GoogleTest is one per process, and so is this.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "grader/judge/explain/explainer.hpp"
#include "grader/judge/run.hpp"
#include "grader/manifest/manifest.hpp"
#include "reports/record/submission_record.hpp"

namespace judge {

/// Collects what the tests find out. Threads: one.
class session {
 public:
  session(grader::manifest rules, subject what);
  session(const session&) = delete;
  session& operator=(const session&) = delete;

  const grader::manifest& rules() const noexcept { return rules_; }
  const subject& what() const noexcept { return what_; }

  /// Prints to stderr how soon each deadlock was said.
  void tell_of_deadlocks() noexcept { tells_of_deadlocks_ = true; }
  /// Runs the submission; notes it when the run ends badly.
  run_result run(const run_request& request);
  /// The first thing noted is the verdict, with its sentence.
  void note(reports::verdict what, std::string message);
  /// The reason why a check cannot be made: a check it needs earned nothing, or we failed.
  std::optional<std::string> why_not(const grader::check& check) const;
  /// Mistakes that were found since the last one cost what it lost, unless that is known better.
  void add(reports::check_result result);
  /// In place of the row with as many workers, if there is one; ordered, any number last.
  void add_virtual_time(reports::virtual_time_row row);
  void set_structure(reports::structure_summary summary) { record_.structure = std::move(summary); }
  void add_cost_experiment(reports::cost_experiment experiment) {
    record_.cost_experiments.push_back(std::move(experiment));
  }
  void set_speedup(reports::speedup_result result) { record_.speedup = std::move(result); }
  /// Once, however often it is found.
  void add_diagnosis(reports::diagnosis found);
  void add_mistakes(const std::vector<mistake>& found);
  void set_fault(std::string what) { fault_ = std::move(what); }

  /// What speaks of the submission's runs.
  explainer& explains() noexcept { return explainer_; }

  /// The record so far, with verdict and points.
  reports::submission_record record() const;

  /// The one session. Requires: start() was called.
  static session& current();
  static void start(session& one);

 private:
  reports::verdict verdict() const;
  void settle_costs(const reports::check_result& by);

  grader::manifest rules_;
  subject what_;
  explainer explainer_{what_, rules_.graph};
  reports::submission_record record_;
  std::optional<std::pair<reports::verdict, std::string>> noted_;
  std::optional<std::string> fault_;
  std::size_t settled_ = 0;              ///< so many diagnoses are from earlier checks
  std::set<std::size_t> of_the_ending_;  ///< those that say why a run ended badly
  bool ended_badly_ = false;             ///< a run of the current check
  double lost_by_the_ending_ = 0;
  bool out_of_patience_ = false;
  int tries_again_ = 2;  ///< of runs that lacked processors
  bool tells_of_deadlocks_ = false;
};

/// The verdict on a run that ended so; `ok` when it returned.
reports::verdict verdict_of(ending how);

/// One sentence that says how a run ended badly; empty when it returned.
std::string describe(const run_result& result);

/// Supplied by each exercise: its operations, in the order of their numbers.
operation_table exercise_operations();

/// Supplied by each exercise: operands for one run, that nobody can know.
std::vector<number> exercise_operands();

}  // namespace judge
