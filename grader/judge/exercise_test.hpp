// SPDX-License-Identifier: MIT
// The fixture of an exercise's tests: they read as if they called the student's function.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "grader/judge/graph_calls.hpp"
#include "grader/judge/session.hpp"
#include "grader/judge/structure_runs.hpp"

namespace judge {

/// Each test is one check of the manifest. What a test says with ADD_FAILURE() or FAIL() is what
/// the student reads, so it is a sentence.
class exercise_test : public ::testing::Test {
 protected:
  /// Skips the test when a check that it needs earned nothing.
  void SetUp() override;

  /// Runs the submission in a process of its own.
  static run_result run(const run_request& request) { return session::current().run(request); }

  /// Fails unless the run returned. Returns: whether it did.
  static bool expect_return(const run_result& result, const std::string& where);
  /// Fails unless the run returned that value. Returns: whether it did.
  static bool expect_value(const run_result& result, number expected, const std::string& where);

  /// Runs in virtual time under every setting of costs; all is noted for the feedback. Fails when a
  /// marked run that could have gained something did not return.
  /// Returns: what the marked runs are worth; it means nothing after a failure.
  static structure_result measure(const make_operands& fresh_operands);

  /// Fails the test, and names the mistake and its line.
  static void fail_with(const mistake& found);
  /// The same for something about an operation of a run.
  static void fail_with(const std::string& rule, const run_result& result, const operation& what,
                        const std::string& message);

  /// Gives a failed test this part of its points, 0 to 1.
  static void give_credit(double part);
};

/// What is wrong with the operations of a run.
struct misuse {
  std::string rule;
  std::string what;                        ///< the end of a sentence that begins with the operation
  std::optional<std::size_t> operation{};  ///< which one of the run's; empty: of their number
};

/// The first thing that is wrong with the operations of a run that returned: one that was asked for
/// twice, one whose operand was neither given nor computed before, too few or too many. Empty when
/// nothing is.
std::optional<misuse> misuse_of_operations(const run_result& result,
                                           const std::vector<number>& given,
                                           std::size_t expected_count);

}  // namespace judge
