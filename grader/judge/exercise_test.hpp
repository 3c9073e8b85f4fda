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

  /// Gives a failed test this part of its points, 0 to 1.
  static void give_credit(double part);
};

/// What is wrong with the operations of a run that returned: one that was asked for twice, one
/// whose operand was neither given nor computed before, too few or too many. Empty when nothing is.
std::optional<std::string> misuse_of_operations(const run_result& result,
                                                const std::vector<number>& given,
                                                const operation_table& table,
                                                std::size_t expected_count);

}  // namespace judge
