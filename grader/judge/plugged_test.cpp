// SPDX-License-Identifier: MIT
// A run whose only worker is blocked again and again finds each operation outside the pool, and
// accuses nobody who uses the pool.
#include <gtest/gtest.h>

#include "grader/grade/samples.hpp"
#include "grader/judge/compiled.hpp"

namespace judge {
namespace {

const std::vector<number> distinct_operands{11, 13, 17, 19, 23, 29, 31};
constexpr int repeats = 10;

run_result run_plugged(const compiled& submission) {
  return conduct(submission.what(), {.workers = 1, .plugged = true, .operands = distinct_operands});
}

/// "mul(24, 36)" for each operation that ran outside the pool.
std::vector<std::string> off_the_pool(const run_result& result) {
  std::vector<std::string> found;
  for (const auto& each : result.operations)
    if (each.off_the_pool)
      found.push_back(expression_operations.names[each.which] + "(" + std::to_string(each.x) +
                      ", " + std::to_string(each.y) + ")");
  return found;
}

void expect_off_the_pool(const std::filesystem::path& source,
                         const std::vector<std::string>& expected) {
  const compiled submission(source);
  for (int repeat = 0; repeat < repeats; ++repeat) {
    const auto result = run_plugged(submission);
    EXPECT_EQ(result.ending, ending::returned) << result.detail;
    EXPECT_EQ(off_the_pool(result), expected) << source;
  }
}

TEST(PluggedRun, FindsTheOneSumThatTheCallerComputes) {
  expect_off_the_pool(testdata("calls_one_sum"), {"add(11, 13)"});
}

TEST(PluggedRun, FindsTheLastProductThatTheCallerComputes) {
  expect_off_the_pool(testdata("calls_the_last_product"), {"mul(864, 636)"});
}

TEST(PluggedRun, FindsTheDifferenceOfAnotherThread) {
  expect_off_the_pool(testdata("own_thread_for_the_difference"), {"sub(667, 31)"});
}

TEST(PluggedRun, FindsEveryOperationOfOneWhoUsesNoPool) {
  EXPECT_EQ(off_the_pool(run_plugged(compiled(sample("no_futures")))).size(), 6u);
}

TEST(PluggedRun, FindsADeadlockAllTheSame) {
  EXPECT_EQ(run_plugged(compiled(testdata("deadlocks"))).ending, ending::deadlocked);
}

class RightSample : public ::testing::TestWithParam<grader::sample> {};

TEST_P(RightSample, StaysOnThePool) { expect_off_the_pool(GetParam().source, {}); }

std::vector<grader::sample> right_samples() {
  std::vector<grader::sample> result;
  for (auto& each : grader::expected_samples())
    if (each.points == 20) result.push_back(std::move(each));
  return result;
}

INSTANTIATE_TEST_SUITE_P(Expression, RightSample, ::testing::ValuesIn(right_samples()),
                         grader::name_of_sample<::testing::TestParamInfo<grader::sample>>);

}  // namespace
}  // namespace judge
