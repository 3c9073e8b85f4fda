// SPDX-License-Identifier: MIT
// What is left of GCC's text, and that no text, whoever wrote it, breaks the trimming.
#include "grader/build/diagnostics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace grader {
namespace {

using ::testing::ElementsAre, ::testing::HasSubstr, ::testing::IsEmpty, ::testing::Not;

compiler_report trim(const std::string& output, const std::string& source = {}) {
  return trim_to_student(output, "submission.cpp", "ada.cpp", source);
}

TEST(Diagnostics, KeepAnErrorOfTheStudentsFileWithItsExcerpt) {
  const auto report = trim(
      "/source/submission.cpp: In function 'expression::number expression::evaluate()':\n"
      "/source/submission.cpp:14:3: error: expected ';' before '}' token\n"
      "   14 |   return x\n"
      "      |           ^\n"
      "      |           ;\n"
      "   15 | }\n");
  ASSERT_EQ(report.diagnoses.size(), 1u);
  const auto& found = report.diagnoses.front();
  EXPECT_EQ(found.rule, "compiler error");
  EXPECT_EQ(found.file, "ada.cpp");
  EXPECT_EQ(found.line, 14);
  EXPECT_EQ(found.message, "expected ';' before '}' token");
  EXPECT_THAT(report.errors, ElementsAre("line 14: expected ';' before '}' token"));
  EXPECT_EQ(report.text,
            "ada.cpp:14: error: expected ';' before '}' token\n"
            "   14 |   return x\n"
            "      |           ^\n"
            "      |           ;\n"
            "   15 | }\n");
}

TEST(Diagnostics, TellWarningsFromErrorsAndDropNotes) {
  const auto report = trim(
      "/source/submission.cpp:7:8: warning: unused variable 'x'\n"
      "    7 |   auto x = 1;\n"
      "/source/submission.cpp:3:1: note: declared here\n"
      "    3 | int x;\n");
  ASSERT_EQ(report.diagnoses.size(), 1u);
  EXPECT_EQ(report.diagnoses.front().rule, "compiler warning");
  EXPECT_THAT(report.errors, IsEmpty());
  EXPECT_EQ(report.text, "ada.cpp:7: warning: unused variable 'x'\n    7 |   auto x = 1;\n");
}

TEST(Diagnostics, LeadAnErrorInAHeaderBackToTheStudentsLine) {
  const auto report = trim(
      "In file included from /kit/include/prelude.hpp:24,\n"
      "                 from <command-line>:\n"
      "/kit/include/futures/executor.hpp: In instantiation of 'auto submit(F, Args ...) [with F = "
      "long int]':\n"
      "/source/submission.cpp:2:25:   required from here\n"
      "/kit/include/futures/executor.hpp:60:19: error: static assertion failed: submit() takes a "
      "function\n"
      "   60 |     static_assert(false);\n",
      "number evaluate() {\n  return pool.submit(add(1, 2)).result();\n}\n");
  ASSERT_EQ(report.diagnoses.size(), 1u);
  EXPECT_EQ(report.diagnoses.front().line, 2);
  EXPECT_EQ(report.text,
            "ada.cpp:2: error: static assertion failed: submit() takes a function\n"
            "    2 |   return pool.submit(add(1, 2)).result();\n");
}

TEST(Diagnostics, ShowNoCarriageReturnOfTheSource) {
  const auto report = trim(
      "/source/submission.cpp:1:1:   required from here\n"
      "/kit/include/futures/executor.hpp:60:19: error: no\n",
      "call();\r\nother();\r\n");
  EXPECT_EQ(report.text, "ada.cpp:1: error: no\n    1 | call();\n");
}

TEST(Diagnostics, KeepAHeadersErrorWithoutALineWhereNoneLedThere) {
  const auto report = trim("/kit/include/futures/future.hpp:9:1: error: deleted\n    9 | x\n");
  ASSERT_EQ(report.diagnoses.size(), 1u);
  EXPECT_FALSE(report.diagnoses.front().line.has_value());
  EXPECT_EQ(report.text, "ada.cpp: error: deleted\n");
}

TEST(Diagnostics, DoNotCarryTheStudentsLineOnToTheNextError) {
  const auto report = trim(
      "/source/submission.cpp:5:2:   required from here\n"
      "/kit/include/a.hpp:1:1: error: first\n"
      "/kit/include/a.hpp:2:1: error: second\n");
  ASSERT_EQ(report.diagnoses.size(), 2u);
  EXPECT_EQ(report.diagnoses[0].line, 5);
  EXPECT_FALSE(report.diagnoses[1].line.has_value());
}

TEST(Diagnostics, DropWarningsOfHeaders) {
  EXPECT_THAT(trim("/usr/include/c++/12/map:3:1: warning: deprecated\n").diagnoses, IsEmpty());
}

TEST(Diagnostics, CallAFatalErrorAnError) {
  EXPECT_THAT(trim("/source/submission.cpp:1:10: fatal error: expresion.hpp: No such file or "
                   "directory\ncompilation terminated.\n")
                  .errors,
              ElementsAre("line 1: expresion.hpp: No such file or directory"));
}

TEST(Diagnostics, KeepTheLinkersMessagesWithoutALine) {
  const auto report = trim(
      "/usr/bin/ld: /tmp/cc1.o: in function `expression::evaluate()':\n"
      "/source/submission.cpp:5: undefined reference to `expression::div(long, long)'\n"
      "collect2: error: ld returned 1 exit status\n");
  ASSERT_GE(report.diagnoses.size(), 1u);
  EXPECT_FALSE(report.diagnoses.front().line.has_value());
  EXPECT_EQ(report.errors.front(), "undefined reference to `expression::div(long, long)'");
}

TEST(Diagnostics, KeepTheLinkersMessagesWhole) {
  EXPECT_THAT(trim("undefined reference\n").errors, ElementsAre("undefined reference"));
}

TEST(Diagnostics, KeepTheLineOfAStudentsErrorThatSpeaksLikeTheLinker) {
  const auto report = trim("/source/submission.cpp:4:2: warning: #warning undefined reference\n");
  ASSERT_EQ(report.diagnoses.size(), 1u);
  EXPECT_EQ(report.diagnoses.front().rule, "compiler warning");
  EXPECT_EQ(report.diagnoses.front().line, 4);
}

TEST(Diagnostics, ShowNoPathOfThisMachine) {
  const auto report = trim(
      "In file included from /source/submission.cpp:1:\n"
      "/kit/include/expression.hpp:20:8: note: candidate\n"
      "/source/submission.cpp:14:3: error: no\n"
      "   14 |   x\n"
      "cc1plus: some words of its own\n");
  EXPECT_THAT(report.text, Not(HasSubstr("/source")));
  EXPECT_THAT(report.text, Not(HasSubstr("/kit")));
  EXPECT_THAT(report.text, Not(HasSubstr("cc1plus")));
}

TEST(Diagnostics, SurviveHostileText) {
  const std::string hostile[] = {
      "",
      "\n\n\n",
      ":",
      "::::",
      ": error: ",
      "submission.cpp:",
      "submission.cpp:1",
      "submission.cpp:99999999999999999999:1: error: too far",
      "submission.cpp:-5:1: error: before the beginning",
      "undefined reference",
      "x: undefined reference",
      std::string("submission.cpp:1:1: error: \0\x1b[2J\xff", 32),
      std::string(100000, '|'),
      std::string(100000, ' ') + " | ",
      "submission.cpp:2147483647:1:   required from here\n/a.hpp:1:1: error: no such line",
  };
  for (const auto& text : hostile) {
    const auto report = trim(text, "one line");
    EXPECT_LE(report.diagnoses.size(), 1u) << text;
    for (const auto& found : report.diagnoses) EXPECT_GE(found.line.value_or(1), 1) << text;
  }
}

TEST(Diagnostics, SayNothingOfNothing) {
  const auto report = trim("");
  EXPECT_THAT(report.diagnoses, IsEmpty());
  EXPECT_THAT(report.text, IsEmpty());
}

}  // namespace
}  // namespace grader
