// SPDX-License-Identifier: MIT
// An expected.toml that is none is refused with its line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grader/grade/samples.hpp"
#include "grader/test_files.hpp"

namespace grader {
namespace {

using ::testing::HasSubstr;

class ExpectedSamples : public ::testing::Test {
 protected:
  std::vector<sample> read(const std::string& text) {
    write_text(folder_ / "expected.toml", text);
    return samples_in(folder_.path());
  }
  std::string refusal_of(const std::string& text) {
    try {
      read(text);
    } catch (const std::runtime_error& problem) {
      return problem.what();
    }
    return "nothing";
  }

 private:
  temporary_folder folder_;
};

TEST_F(ExpectedSamples, HaveStepsAndMistakes) {
  const auto all = read(
      "[one]\nverdict = 'ok'\nsteps = [[6, 4], [3]]\nmistakes = [['a', 7], ['b']]\n"
      "shown_mistakes = [['c', 8]]\nsays = 'no'\ncost = '2'\n[two]\nshown_mistakes = []\n[zero]\n");
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].steps, (std::vector<std::vector<std::int64_t>>{{6, 4}, {3}}));
  EXPECT_EQ(all[0].mistakes, (std::set<expected_mistake>{{"a", 7}, {"b", std::nullopt}}));
  EXPECT_EQ(all[0].shown_mistakes, (std::set<expected_mistake>{{"c", 8}}));
  EXPECT_EQ(all[0].says, "no");
  EXPECT_EQ(all[0].cost, "2");
  EXPECT_EQ(all[1].shown_mistakes, std::set<expected_mistake>{}) << "none may be shown";
  EXPECT_EQ(all[2].shown_mistakes, std::nullopt) << "not compared";
}

TEST_F(ExpectedSamples, AreTables) {
  EXPECT_THAT(refusal_of("\none = 'ok'"), HasSubstr("expected.toml:2: must be a table"));
}

TEST_F(ExpectedSamples, HaveStepsThatAreListsOfWholeNumbers) {
  EXPECT_THAT(refusal_of("[one]\nsteps = [1, 2]"), HasSubstr("2: must be a list of numbers"));
  EXPECT_THAT(refusal_of("[one]\nsteps = [[1e300]]"), HasSubstr("2: must be a whole number"));
  EXPECT_THAT(refusal_of("[one]\nmistakes = [['a', 1e300]]"), HasSubstr("must be a whole number"));
  EXPECT_THAT(refusal_of("[one]\nmistakes = [[]]"), HasSubstr("must be a list of a name"));
}

}  // namespace
}  // namespace grader
