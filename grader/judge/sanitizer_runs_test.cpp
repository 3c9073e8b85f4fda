// SPDX-License-Identifier: MIT
// Real submissions under real sanitizers, in the real sandbox.
#include "grader/judge/sanitizer_runs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grader/judge/compiled.hpp"

namespace judge {
namespace {

using ::testing::HasSubstr, ::testing::IsEmpty;

constexpr int lines = 60;  // as many as no file of these has

class SanitizerRuns : public ::testing::Test {
 protected:
  /// What the sanitizer finds with `a` as the first operand.
  static std::vector<reports::diagnosis> find(sanitizer which, const std::filesystem::path& source,
                                              number a) {
    const compiled_with built(which == sanitizer::address ? "address" : "thread", source);
    return find_with(which, built.what(), {.name = "submission.cpp", .lines = lines},
                     [a] { return std::vector<number>{a, 7, 2, 8, 2, 3, 1}; });
  }
};

TEST_F(SanitizerRuns, FindARaceWithItsLine) {
  const auto found = find(sanitizer::thread, testdata("loses_updates"), 0);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].rule, "data_race");
  EXPECT_EQ(found[0].line, 11);
}

TEST_F(SanitizerRuns, FindAReferenceToAVariableThatIsGone) {
  const auto found = find(sanitizer::address, testdata("loses_updates"), 1);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].rule, "dead_reference");
  EXPECT_EQ(found[0].line, 18);
  EXPECT_THAT(found[0].message, HasSubstr("(of line 15)"));
}

TEST_F(SanitizerRuns, FindNothingInTheSolution) {
  for (const auto which : {sanitizer::address, sanitizer::thread})
    EXPECT_THAT(find(which, solution(), 3), IsEmpty());
}

TEST_F(SanitizerRuns, BelieveNoReportThatTheSubmissionPrinted) {
  for (const auto which : {sanitizer::address, sanitizer::thread})
    EXPECT_THAT(find(which, testdata("forges_a_report"), 3), IsEmpty());
}

}  // namespace
}  // namespace judge
