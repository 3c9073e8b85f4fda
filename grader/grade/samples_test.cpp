// SPDX-License-Identifier: MIT
// Every sample of the expression exercise gets the verdict, the points, the steps and the mistakes
// that it should.
#include "grader/grade/samples.hpp"

#include <gtest/gtest.h>

#include <set>

#include "grader/feedback/feedback.hpp"
#include "grader/grade/grade_one.hpp"

namespace grader {
namespace {

std::vector<std::int64_t> steps_of(const std::vector<reports::virtual_time_row>& runs) {
  std::vector<std::int64_t> steps;
  for (const auto& run : runs) steps.push_back(run.makespan.value_or(-1));
  return steps;
}

/// Makespans by number of workers, under each setting of costs.
std::vector<std::vector<std::int64_t>> steps_in(const reports::submission_record& record) {
  std::vector<std::vector<std::int64_t>> all{steps_of(record.virtual_time)};
  for (const auto& each : record.cost_experiments) all.push_back(steps_of(each.runs));
  return all;
}

std::set<expected_mistake> mistakes_in(const reports::submission_record& record) {
  std::set<expected_mistake> result;
  for (const auto& each : record.diagnoses)
    if (!each.rule.starts_with("compiler ")) result.emplace(each.rule, each.line);
  return result;
}

/// Those that cost no points, as operations take unequal time there.
std::set<expected_mistake> shown_mistakes_in(const reports::submission_record& record) {
  std::set<expected_mistake> result;
  for (const auto& experiment : record.cost_experiments)
    for (const auto& each : experiment.mistakes) result.emplace(each.rule, each.line);
  return result;
}

std::set<std::string> costs_in(const reports::submission_record& record) {
  std::set<std::string> result;
  for (const auto& each : record.diagnoses) result.insert(each.cost);
  return result;
}

/// Whether it says what happened, what it cost and what to do.
void expect_to_teach(const reports::diagnosis& found) {
  if (found.rule.starts_with("compiler ")) return;
  EXPECT_NE(found.message, "") << found.rule;
  EXPECT_NE(found.cost, "") << found.rule;
  EXPECT_NE(found.advice, "") << found.rule;
}

class Sample : public ::testing::TestWithParam<sample> {};

TEST_P(Sample, GetsItsVerdictPointsStepsAndMistakes) {
  const auto& expected = GetParam();
  const std::atomic<bool> stop{false};
  const auto got = grade_one(open_kit(KITS_FOLDER, "expression"),
                             {.name = expected.name, .path = expected.source, .problem = {}},
                             {.sanitizers = sanitizers::on}, stop);
  const auto text = feedback(got.record, got.compiler_text, medium::terminal);
  EXPECT_EQ(to_string(got.record.verdict), expected.verdict) << text;
  EXPECT_NEAR(got.record.points, expected.points, 1e-9) << text;
  EXPECT_EQ(got.record.max_points, 20);
  if (!expected.steps.empty()) {
    EXPECT_EQ(steps_in(got.record), expected.steps) << text;
  }
  EXPECT_EQ(mistakes_in(got.record), expected.mistakes) << text;
  if (expected.shown_mistakes) {
    EXPECT_EQ(shown_mistakes_in(got.record), *expected.shown_mistakes) << text;
  }
  EXPECT_NE(got.record.message.find(expected.says), std::string::npos) << text;
  if (!expected.cost.empty()) {
    EXPECT_TRUE(costs_in(got.record).contains(expected.cost)) << text;
  }
  for (const auto& each : got.record.diagnoses) expect_to_teach(each);
  for (const auto& experiment : got.record.cost_experiments)
    for (const auto& each : experiment.mistakes) expect_to_teach(each);
  EXPECT_EQ(got.record.checks.size(), 9u);
  EXPECT_EQ(got.record.submission, expected.name);
  EXPECT_EQ(got.record.source_sha256.size(), 64u);
}

std::vector<sample> all_samples() {
  auto all = expected_samples();
  const std::filesystem::path folder = EXPRESSION_FOLDER;
  all.push_back({"the_solution",
                 folder / "solution.cpp",
                 "ok",
                 20,
                 {{6, 4, 3, 3}, {12, 8, 7, 7}, {10, 6, 5, 5}},
                 {},
                 std::set<expected_mistake>{},
                 {},
                 {}});
  all.push_back({"the_starter", folder / "starter.cpp", "wrong_value", 0, {}, {}, {}, {}, {}});
  return all;
}

INSTANTIATE_TEST_SUITE_P(Expression, Sample, ::testing::ValuesIn(all_samples()),
                         name_of_sample<::testing::TestParamInfo<sample>>);

TEST(Samples, AreExactlyTheFilesInTheirFolder) {
  std::set<std::string> expected, present;
  for (const auto& each : expected_samples()) expected.insert(each.name);
  for (const auto& entry : std::filesystem::directory_iterator(EXPRESSION_FOLDER "/submissions"))
    if (entry.path().extension() == ".cpp") present.insert(entry.path().stem());
  EXPECT_EQ(expected, present);
  EXPECT_FALSE(expected.empty());
}

}  // namespace
}  // namespace grader
