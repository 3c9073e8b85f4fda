// SPDX-License-Identifier: MIT
// The manifest of the expression exercise is read; each way to spoil it is refused, with its line.
#include "grader/manifest/manifest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "grader/test_files.hpp"

namespace grader {
namespace {

using ::testing::ElementsAre, ::testing::HasSubstr, ::testing::StartsWith;

class Manifest : public ::testing::Test {
 protected:
  /// Two checks, of which the second needs the first; the lines are counted in the tests.
  static constexpr const char* sound = R"(title = "sums"
points = 3

[limits]
source_kib = 256
compile_seconds = 30
compile_memory_mib = 2048
run_seconds = 5
run_memory_mib = 1024
output_kib = 64
operations = 10000
run_threads = 256
[[check]]
id = "value"
title = "The value"
test = "Sum.IsRight"
points = 2
hint = "Add."

[[check]]
id = "speedup"
title = "A speedup"
benchmark = "speedup"
points = 1
needs = ["value"]
hint = "Be quick."
)";

  static std::string with(std::string text, const std::string& old, const std::string& fresh) {
    const auto at = text.find(old);
    if (at == std::string::npos) throw std::logic_error("the manifest has no " + old);
    return text.replace(at, old.size(), fresh);
  }
  static std::string sound_but(const std::string& old, const std::string& fresh) {
    return with(sound, old, fresh);
  }
  manifest read(const std::string& text) const {
    return read_manifest(write_text(folder_ / "exercise.toml", text));
  }
  /// Expects "FILE:LINE: ..." with that text in it.
  void expect_refused(const std::string& text, int line, const std::string& said) const {
    try {
      read(text);
      ADD_FAILURE() << "was read, though it should say: " << said;
    } catch (const std::runtime_error& problem) {
      EXPECT_THAT(problem.what(), StartsWith((folder_ / "exercise.toml").string() + ":" +
                                             std::to_string(line) + ":"));
      EXPECT_THAT(problem.what(), HasSubstr(said));
    }
  }

 private:
  temporary_folder folder_;
};

TEST_F(Manifest, OfTheExpressionExerciseIsReadWhole) {
  const auto real = read_manifest(EXPRESSION_MANIFEST);
  EXPECT_EQ(real.points, 20);
  EXPECT_EQ(real.checks.size(), 9u);
  EXPECT_EQ(real.limits.run_seconds, 5);
  EXPECT_EQ(real.limits.operations, 10000);
  EXPECT_EQ(std::accumulate(real.checks.begin(), real.checks.end(), 0.0,
                            [](double sum, const check& each) { return sum + each.points; }),
            20);
  EXPECT_EQ(real.checks.front().test, "Expression.EvaluatesTheLecturesExample");
  EXPECT_EQ(real.checks.back().benchmark, "speedup");
  EXPECT_THAT(real.checks.back().needs, ElementsAre("critical_path"));
}

TEST_F(Manifest, KeepsWhatIsWritten) {
  const auto got = read(sound);
  EXPECT_EQ(got.title, "sums");
  EXPECT_EQ(got.limits.source_kib, 256);
  EXPECT_EQ(got.limits.compile_seconds, 30);
  EXPECT_EQ(got.limits.compile_memory_mib, 2048);
  EXPECT_EQ(got.limits.run_memory_mib, 1024);
  EXPECT_EQ(got.limits.output_kib, 64);
  ASSERT_EQ(got.checks.size(), 2u);
  EXPECT_EQ(got.checks[0].id, "value");
  EXPECT_EQ(got.checks[0].title, "The value");
  EXPECT_EQ(got.checks[0].hint, "Add.");
  EXPECT_TRUE(got.checks[0].needs.empty());
}

TEST_F(Manifest, TakesFractionsOfPointsAndNoPoints) {
  EXPECT_EQ(read(with(sound_but("points = 2", "points = 3.0"), "points = 1\n", "points = 0\n"))
                .checks[1]
                .points,
            0);
}

TEST_F(Manifest, RefusesAnUnknownKeyAndNamesTheKnownOnes) {
  expect_refused(sound_but("hint = \"Add.\"", "hint = \"Add.\"\ncolour = \"red\""), 19,
                 "unknown key 'colour'; known are");
  expect_refused(sound_but("operations = 10000", "operations = 10000\nfiles = 3"), 12,
                 "unknown key 'files'");
  expect_refused(sound_but("points = 3", "points = 3\nlicence = \"MIT\""), 3,
                 "unknown key 'licence'");
}

TEST_F(Manifest, RefusesAMissingKeyAndSaysWhere) {
  expect_refused(sound_but("title = \"The value\"\n", ""), 13, "in [[check]]: 'title' is missing");
  expect_refused(sound_but("hint = \"Be quick.\"\n", ""), 20, "'hint' is missing");
  expect_refused(sound_but("run_seconds = 5\n", ""), 4, "in [limits]: 'run_seconds' is missing");
  expect_refused(sound_but("points = 2\n", ""), 13, "'points' is missing");
  expect_refused(sound_but("title = \"sums\"\n", ""), 1, "'title' is missing");
}

TEST_F(Manifest, RefusesAMissingTable) {
  expect_refused("title = \"sums\"\npoints = 0\n", 1, "the table [limits] is missing");
  const std::string text = sound;
  expect_refused(text.substr(0, text.find("[[check]]")), 1, "there is no [[check]]");
}

TEST_F(Manifest, RefusesTheWrongType) {
  expect_refused(sound_but("title = \"The value\"", "title = 7"), 15, "'title' must be a text");
  expect_refused(sound_but("run_seconds = 5", "run_seconds = \"5\""), 8, "must be a whole number");
  expect_refused(sound_but("run_seconds = 5", "run_seconds = 0.5"), 8, "must be a whole number");
  expect_refused(sound_but("points = 2", "points = \"two\""), 17, "'points' must be a number");
  expect_refused(sound_but("needs = [\"value\"]", "needs = \"value\""), 25, "must be a list");
  expect_refused(sound_but("needs = [\"value\"]", "needs = [1]"), 25, "'needs' must be a text");
}

TEST_F(Manifest, RefusesALimitThatIsNotAboveZero) {
  expect_refused(sound_but("output_kib = 64", "output_kib = 0"), 10,
                 "'output_kib' must be greater than 0");
  expect_refused(sound_but("source_kib = 256", "source_kib = -1"), 5,
                 "'source_kib' must be greater than 0");
}

TEST_F(Manifest, RefusesPointsThatAreNegativeOrNoNumbers) {
  expect_refused(sound_but("points = 2", "points = -2"), 17, "must be a number, 0 or more");
  expect_refused(sound_but("points = 2", "points = nan"), 17, "must be a number, 0 or more");
  expect_refused(sound_but("points = 2", "points = inf"), 17, "must be a number, 0 or more");
}

TEST_F(Manifest, RefusesPointsThatDoNotAddUp) {
  expect_refused(sound_but("points = 3", "points = 20"), 2,
                 "points is 20, but the checks add up to 3");
}

TEST_F(Manifest, RefusesANeedThatIsUnknownOrStandsBehind) {
  expect_refused(sound_but("[\"value\"]", "[\"valeu\"]"), 25,
                 "no check 'valeu' stands before this one");
  expect_refused(sound_but("hint = \"Add.\"", "hint = \"Add.\"\nneeds = [\"speedup\"]"), 19,
                 "no check 'speedup' stands before this one");
  expect_refused(sound_but("[\"value\"]", "[\"speedup\"]"), 25, "no check 'speedup' stands before");
}

TEST_F(Manifest, RefusesAnIdUsedTwice) {
  expect_refused(sound_but("id = \"speedup\"", "id = \"value\""), 21, "'value' is used twice");
}

TEST_F(Manifest, RefusesACheckThatIsBothTestAndBenchmarkOrNeither) {
  expect_refused(sound_but("benchmark = \"speedup\"", "benchmark = \"speedup\"\ntest = \"A.B\""),
                 21, "give either 'test' or 'benchmark'");
  expect_refused(sound_but("benchmark = \"speedup\"\n", ""), 21,
                 "give either 'test' or 'benchmark'");
}

TEST_F(Manifest, RefusesTomlThatIsBroken) {
  expect_refused(sound_but("run_seconds = 5", "run_seconds = "), 8, "");
  expect_refused(sound_but("[limits]", "[limits"), 4, "");
}

TEST_F(Manifest, SaysWhichFileIsMissing) {
  try {
    read_manifest("/nowhere/exercise.toml");
    ADD_FAILURE() << "there is no such file";
  } catch (const std::runtime_error& problem) {
    EXPECT_THAT(problem.what(), StartsWith("/nowhere/exercise.toml"));
  }
}

}  // namespace
}  // namespace grader
