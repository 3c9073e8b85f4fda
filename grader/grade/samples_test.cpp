// SPDX-License-Identifier: MIT
// Every sample of the expression exercise gets the verdict, the points and the mistakes that it
// should.
#include "grader/grade/samples.hpp"

#include <gtest/gtest.h>

#include <set>

#include "grader/feedback/feedback.hpp"
#include "grader/grade/grade_one.hpp"

namespace grader {
namespace {

class Sample : public ::testing::TestWithParam<sample> {};

/// What sanitizers found: the only diagnoses with a line that are not the compiler's.
std::vector<reports::diagnosis> found_by_sanitizers(const reports::submission_record& record) {
  std::vector<reports::diagnosis> result;
  for (const auto& each : record.diagnoses)
    if (each.line && !each.rule.starts_with("compiler ")) result.push_back(each);
  return result;
}

TEST_P(Sample, GetsItsVerdictPointsAndMistakes) {
  const auto& expected = GetParam();
  const std::atomic<bool> stop{false};
  const auto got = grade_one(open_kit(KITS_FOLDER, "expression"),
                             {.name = expected.name, .path = expected.source, .problem = {}},
                             sandbox::isolation::bubblewrap, stop, sanitizers::on);
  const auto text = feedback(got.record, got.compiler_text, medium::terminal);
  EXPECT_EQ(to_string(got.record.verdict), expected.verdict) << text;
  EXPECT_NEAR(got.record.points, expected.points, 1e-9) << text;
  EXPECT_EQ(got.record.max_points, 20);
  EXPECT_EQ(got.record.checks.size(), 9u);
  EXPECT_EQ(got.record.submission, expected.name);
  EXPECT_EQ(got.record.source_sha256.size(), 64u);
  const auto mistakes = found_by_sanitizers(got.record);
  ASSERT_EQ(mistakes.size(), expected.mistake ? 1u : 0u) << text;
  if (!expected.mistake) return;
  EXPECT_EQ(mistakes.front().rule, expected.mistake->rule) << text;
  EXPECT_EQ(mistakes.front().line, expected.mistake->line) << text;
  EXPECT_EQ(mistakes.front().file, expected.source.filename());
}

std::vector<sample> all_samples() {
  auto all = expected_samples();
  const std::filesystem::path folder = EXPRESSION_FOLDER;
  all.push_back({"the_solution", folder / "solution.cpp", "ok", 20, {}});
  all.push_back({"the_starter", folder / "starter.cpp", "wrong_value", 0, {}});
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
