// SPDX-License-Identifier: MIT
// lab-grade as its user sees it: exit codes, one line for a mistake, help that fits a screen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include <fstream>
#include <sstream>

#include "grader/program/lab_grade.hpp"
#include "grader/test_files.hpp"
#include "reports/record/submission_record.hpp"

namespace grader {
namespace {

using ::testing::HasSubstr, ::testing::IsEmpty, ::testing::Not, ::testing::StartsWith;

const std::string exercise = EXPRESSION_FOLDER;

/// Expects exit code 2 and one line that says so.
void expect_refused(const std::vector<std::string>& arguments, const std::string& said) {
  const auto got = lab_grade(arguments);
  EXPECT_EQ(got.code, 2);
  EXPECT_THAT(got.out, IsEmpty());
  EXPECT_EQ(lines_in(got.err), 1) << got.err;
  EXPECT_THAT(got.err, StartsWith("Error: "));
  EXPECT_THAT(got.err, HasSubstr(said));
}

TEST(Check, EndsWellWithFullPoints) {
  const auto got = lab_grade({"check", exercise + "/solution.cpp"});
  EXPECT_EQ(got.code, 0) << got.out << got.err;
  EXPECT_THAT(got.out, HasSubstr("20 of 20 points (ok)"));
  EXPECT_THAT(got.err, IsEmpty());
}

/// The judge is made of GoogleTest and Google Benchmark, which listen to the environment.
TEST(Check, IsNotSteeredByTheEnvironment) {
  const std::map<std::string, std::string> settings{{"GTEST_FILTER", "-*"},
                                                    {"GTEST_TOTAL_SHARDS", "7"},
                                                    {"GTEST_SHARD_INDEX", "3"},
                                                    {"GTEST_REPEAT", "0"},
                                                    {"BENCHMARK_FILTER", "nothing"}};
  for (const auto& [name, value] : settings) setenv(name.c_str(), value.c_str(), 1);
  const auto got = lab_grade({"check", exercise + "/solution.cpp", "--no-sanitizers"});
  for (const auto& [name, value] : settings) unsetenv(name.c_str());
  EXPECT_THAT(got.out, HasSubstr("20 of 20 points (ok)")) << got.err;
}

TEST(Check, FindsWhatOnlyASanitizerSeesUnlessItIsToldNotTo) {
  const auto late = exercise + "/submissions/dead_reference.cpp";
  EXPECT_THAT(lab_grade({"check", late}).out, HasSubstr("dead_reference, line 17"));
  const auto without = lab_grade({"check", late, "--no-sanitizers"});
  EXPECT_THAT(without.out, HasSubstr("20 of 20 points (ok)\nEverything is right."));
  EXPECT_THAT(without.out, Not(HasSubstr("dead_reference, line")));
}

TEST(Check, FallsShortWithFewerPoints) {
  const auto got = lab_grade({"check", exercise + "/starter.cpp"});
  EXPECT_EQ(got.code, 1);
  EXPECT_THAT(got.out, HasSubstr("0 of 20 points"));
  EXPECT_THAT(got.out, HasSubstr("What to do next:"));
}

TEST(Check, FallsShortWithAFileThatIsNoSource) {
  const temporary_folder folder;
  const auto got = lab_grade({"check", write_text(folder / "a.cpp", std::string(9, '\0'))});
  EXPECT_EQ(got.code, 1);
  EXPECT_THAT(got.out, HasSubstr("not text"));
}

TEST(Check, PrintsARecordThatCanBeRead) {
  const auto got = lab_grade({"check", "--json", exercise + "/submissions/missing_semicolon.cpp"});
  EXPECT_EQ(got.code, 1);
  const auto record = reports::submission_from_json(got.out);
  EXPECT_EQ(record.verdict, reports::verdict::compile_error);
  EXPECT_EQ(record.exercise, "expression");
  EXPECT_EQ(record.submission, "missing_semicolon");
  EXPECT_FALSE(record.diagnoses.empty());
}

TEST(Check, NeedsAFileThatExists) {
  expect_refused({"check", "/nowhere/ada.cpp"}, "there is no file '/nowhere/ada.cpp'");
}

TEST(Check, NeedsAnExerciseThatExists) {
  expect_refused({"check", exercise + "/solution.cpp", "--exercise", "expresion"},
                 "unknown exercise 'expresion'; there are: expression");
}

TEST(Grade, NeedsAFolderThatExists) {
  expect_refused({"grade", "/nowhere"}, "there is no folder '/nowhere'");
}

TEST(Grade, NeedsAFolderAndNoFile) {
  expect_refused({"grade", exercise + "/solution.cpp"}, "to check one file use: ./lab check");
}

TEST(Grade, NeedsAFolderWithSubmissions) {
  const temporary_folder empty;
  expect_refused({"grade", empty.path()}, "has no submissions; expected are C++ files");
}

TEST(Grade, DoesNotWriteAmongTheSubmissions) {
  const temporary_folder folder;
  write_text(folder / "ada.cpp", "int x;");
  expect_refused({"grade", folder.path(), "--out", folder.path()},
                 "cannot go among the submissions");
}

TEST(Grade, NeedsAnExerciseThatExists) {
  const temporary_folder empty;
  expect_refused({"grade", empty.path(), "--exercise", "../expression"}, "unknown exercise");
}

TEST(Grade, NeedsAPlaceForItsResults) {
  const temporary_folder folder;
  write_text(folder / "ada.cpp", "int x;");
  const auto got =
      lab_grade({"grade", folder.path(), "--out", (folder / "ada.cpp").string() + "/x"});
  EXPECT_EQ(got.code, 2);
  EXPECT_THAT(got.err, HasSubstr("Error: "));
}

TEST(Exercises, AreListedWithTheirPoints) {
  const auto got = lab_grade({"exercises"});
  EXPECT_EQ(got.code, 0);
  EXPECT_THAT(got.out, HasSubstr("expression"));
  EXPECT_THAT(got.out, HasSubstr("20 points"));
}

TEST(Doctor, FindsThisMachineFit) {
  const auto got = lab_grade({"doctor"});
  EXPECT_EQ(got.code, 0) << got.out;
  EXPECT_THAT(got.out, HasSubstr("PASS    sandbox: bubblewrap shuts programs in"));
  EXPECT_THAT(got.out, HasSubstr("PASS    compiler: "));
  EXPECT_THAT(got.out, HasSubstr("PASS    sanitizer: address"));
  EXPECT_THAT(got.out, HasSubstr("PASS    sanitizer: thread"));
  EXPECT_THAT(got.out, HasSubstr("PASS    exercise: expression"));
}

TEST(Experiment, TellsHowLongChecksAndAClassTake) {
  const temporary_folder folder;
  std::filesystem::copy_file(exercise + "/submissions/null_pointer.cpp",
                             folder.path() / "null_pointer.cpp");
  const auto got = lab_grade({"experiment", "times", "--checks", "1", "--class", "2",
                              "--submissions", folder.path().string()});
  EXPECT_NE(got.code, 2) << got.err;
  for (const char* line :
       {"check the solution, without sanitizers ", "check the solution, with them ",
        "check a deadlock ", "check a crash (null_pointer) ", "grade a class of 2 "})
    EXPECT_THAT(got.out, HasSubstr(line));
  EXPECT_EQ(got.code == 1, got.out.find("(not kept)") != std::string::npos) << got.out;
}

TEST(CommandLine, RefusesWhatItDoesNotKnow) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {}, {"mark"}, {"grade"}, {"check"}, {"check", "a.cpp", "--fast"}}) {
    const auto got = lab_grade(arguments);
    EXPECT_EQ(got.code, 2);
    EXPECT_THAT(got.out, IsEmpty());
    EXPECT_LE(lines_in(got.err), 2) << got.err;
  }
}

TEST(CommandLine, HasHelpThatFitsAScreen) {
  for (const std::string command : {"", "grade", "check", "exercises", "doctor", "experiment"}) {
    auto arguments = std::vector<std::string>{"--help"};
    if (!command.empty()) arguments.insert(arguments.begin(), command);
    const auto got = lab_grade(arguments);
    EXPECT_EQ(got.code, 0);
    EXPECT_LE(lines_in(got.out), 24) << got.out;
    std::istringstream lines(got.out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80u) << line;
    EXPECT_THAT(got.out, HasSubstr("./lab " + command)) << "an example";
  }
}

}  // namespace
}  // namespace grader
