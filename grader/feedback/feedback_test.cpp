// SPDX-License-Identifier: MIT
// The feedback looks as the golden files have it, and nothing from a submission is alive in it.
// After a change that is meant, UPDATE_GOLDEN=1 writes them anew: read them before you commit.
#include "grader/feedback/feedback.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "grader/feedback/sample_records.hpp"
#include "grader/feedback/timeline_text.hpp"
#include "grader/test_files.hpp"

namespace grader {
namespace {

using reports::check_status, reports::verdict;
using ::testing::ElementsAre, ::testing::HasSubstr, ::testing::Not;

const std::string compiler_text =
    "ada.cpp:3: warning: unused variable\n    3 |   int x; // ``` </pre>\x1b[31m\n      |       "
    "^\n";

void expect_golden(const std::string& name, const std::string& text) {
  const auto file = std::filesystem::path(GOLDEN_FOLDER) / name;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) write_text(file, text);
  ASSERT_TRUE(std::filesystem::exists(file)) << "UPDATE_GOLDEN=1 makes " << file;
  EXPECT_EQ(text, read_text(file)) << file << ": if this is meant, UPDATE_GOLDEN=1 refreshes it";
}

TEST(Feedback, LooksAsItDidInMarkdown) {
  expect_golden("full.md", feedback(full_record(), compiler_text, medium::markdown));
  expect_golden("plain.md", feedback(plain_record(), {}, medium::markdown));
}

TEST(Feedback, LooksAsItDidOnATerminal) {
  expect_golden("full.txt", feedback(full_record(), compiler_text, medium::terminal));
  expect_golden("plain.txt", feedback(plain_record(), {}, medium::terminal));
}

TEST(Feedback, LooksAsItDidInHtml) {
  expect_golden("full.html", feedback(full_record(), compiler_text, medium::html));
  expect_golden("plain.html", feedback(plain_record(), {}, medium::html));
}

TEST(Feedback, HasNoHtmlOfAStrangers) {
  const auto page = feedback(full_record(), compiler_text + hostile_text, medium::html);
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("http://e\"")));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
}

TEST(Feedback, SteersNoTerminal) {
  for (const auto to : {medium::markdown, medium::terminal, medium::html})
    for (const char c : feedback(full_record(), compiler_text + hostile_text, to)) {
      const auto byte = static_cast<unsigned char>(c);
      EXPECT_TRUE(byte >= 0x20 || c == '\n') << int{byte};
      EXPECT_NE(byte, 0x7f);
    }
}

TEST(Feedback, HasNoMarkdownOfAStrangers) {
  const auto text = feedback(full_record(), {}, medium::markdown);
  EXPECT_THAT(text, Not(HasSubstr("\n# h")));
  for (auto at = text.find_first_of("<>`*"); at != std::string::npos;
       at = text.find_first_of("<>`*", at + 1))
    EXPECT_EQ(text[at - 1], '\\') << text.substr(at, 30);
}

TEST(Feedback, KeepsTheCompilersTextInItsBlock) {
  const auto text = feedback(plain_record(), "one\n\n# two\n```\n", medium::markdown);
  const auto block = text.substr(text.find("## The compiler says\n\n") + 22);
  std::istringstream lines(block);
  for (std::string line; std::getline(lines, line);) EXPECT_TRUE(line.starts_with("    ")) << line;
}

TEST(Feedback, SaysInWordsWhatTheMarksSay) {
  const auto text = feedback(full_record(), {}, medium::terminal);
  for (const std::string mark : {"[ok]", "[no]", "[--]", "[??]"})
    EXPECT_THAT(text, HasSubstr(mark));
}

TEST(Feedback, HasANextStepForEachFailureAndTheFirstOneAtTheTop) {
  for (const auto how : {medium::terminal, medium::markdown, medium::html}) {
    const auto text = feedback(full_record(), {}, how);
    const auto top = text.substr(0, text.find("Checks"));
    EXPECT_THAT(top, HasSubstr("Submit every operation as soon as"));
    EXPECT_THAT(top, Not(HasSubstr("Never the first hint.")));
    EXPECT_THAT(text, HasSubstr("Never the first hint."));
  }
}

TEST(Feedback, DrawsWhatIsVeryLong) {
  auto record = full_record();
  record.structure->timeline = {{"mul(2, 3)", 8, 0, 0, 1}, {"add(2, 8)", 7, 0, 1, 10'000}};
  for (const auto& line : draw({record.structure->timeline, record.structure->ideal}))
    EXPECT_LE(line.size(), 76u) << line;
  EXPECT_THAT(feedback(record, {}, medium::html), HasSubstr("Yours, 10000 steps"));
}

TEST(Feedback, AddsThePointsUp) {
  EXPECT_THAT(feedback(full_record(), {}, medium::terminal),
              HasSubstr("2 + 3 + 0 + 0 + 1 + 1 = 7 of 13 points. What could not be measured "
                        "counts in full."));
  EXPECT_THAT(feedback(plain_record(), {}, medium::terminal),
              HasSubstr("2 + 1 = 3 of 3 points.\n"));
}

TEST(Feedback, HasNoNextStepForWhatWasNotTried) {
  auto record = full_record();
  record.checks[3].hint = "Of no use yet.";
  for (const auto how : {medium::terminal, medium::markdown, medium::html})
    EXPECT_THAT(feedback(record, {}, how), Not(HasSubstr("Of no use yet.")));
}

TEST(Feedback, SaysInNumbersWhatThePicturesShow) {
  auto record = full_record();
  record.structure->ideal.push_back({"mul(100, 5)", {}, 0, 3, 4});
  const auto text = feedback(record, {}, medium::markdown);
  EXPECT_THAT(text, HasSubstr("| mul(2, 3) | 8 | 1 | 2 | 0 | 1 |"));
  EXPECT_THAT(text, HasSubstr("| mul(100, 5) | – | – | – | 3 | 4 |"));
}

TEST(Feedback, DrawsNothingOfARunThatDidNotReturn) {
  auto record = full_record();
  record.structure->timeline.clear();
  EXPECT_THAT(feedback(record, {}, medium::terminal), Not(HasSubstr("The shortest")));
  EXPECT_THAT(feedback(record, {}, medium::html), Not(HasSubstr("<svg")));
}

TEST(DrawnTimeline, HasTheSameScaleTwiceAndStepsOfTheSameWidth) {
  std::vector<reports::timeline_bar> yours, ideal{{"mul(10, 10)", {}, 0, 0, 1}};
  for (int step = 0; step < 6; ++step) yours.push_back({"mul(10, 10)", {}, 0, step, step + 1});
  EXPECT_THAT(
      draw({yours, ideal}),
      ElementsAre("Yours, 6 steps:",
                  "0           1           2           3           4           5           6",
                  "[mul(10,10)][mul(10,10)][mul(10,10)][mul(10,10)][mul(10,10)][mul(10,10)]",
                  "The shortest, 1 step:",
                  "0           1           2           3           4           5           6",
                  "[mul(10,10)]"));
}

TEST(DrawnTimeline, HasARowForEachLane) {
  EXPECT_THAT(draw({{{"add(3, 7)", {}, 0, 0, 1}, {"sub(6, 1)", {}, 1, 1, 2}},
                    {{"add(3, 7)", {}, 0, 0, 1}}}),
              ElementsAre("Yours, 2 steps:", "0            1            2", "[add(3, 7)  ]",
                          "             [sub(6, 1)  ]",
                          "The shortest, 1 step:", "0            1            2", "[add(3, 7)  ]"));
}

TEST(Feedback, HasASentenceForEveryVerdict) {
  for (int value = 0; value <= static_cast<int>(verdict::internal); ++value) {
    auto record = plain_record();
    record.verdict = static_cast<verdict>(value);
    const auto text = feedback(record, {}, medium::terminal);
    const auto second_line = text.substr(text.find('\n') + 1);
    EXPECT_TRUE(second_line.substr(0, second_line.find('\n')).ends_with('.')) << text;
  }
}

TEST(Feedback, SaysThatAFaultOfOursIsNotTheStudents) {
  auto record = plain_record();
  record.verdict = verdict::internal;
  record.message.clear();
  EXPECT_THAT(feedback(record, {}, medium::markdown), HasSubstr("not your fault"));
}

TEST(PointsText, HasNoNeedlessDigits) {
  EXPECT_EQ(points_text(20), "20");
  EXPECT_EQ(points_text(11.5), "11.5");
  EXPECT_EQ(points_text(0), "0");
  EXPECT_EQ(points_text(15.2), "15.2");
  EXPECT_EQ(points_text(1.0 / 3), "0.3333");
}

TEST(Feedback, ShowsTheStepsOfARecordWithoutStructure) {
  auto record = plain_record();
  record.virtual_time = {{.workers = 1, .makespan = 6, .optimum = 6, .serial = 6}};
  const auto text = feedback(record, "", medium::markdown);
  EXPECT_THAT(text, HasSubstr("| 1 | 6 | 6 | 6 |"));
  EXPECT_THAT(text, Not(HasSubstr("One at a time")));
}

TEST(Feedback, ListsNoChecksWhereNoneWasTried) {
  auto record = plain_record();
  for (auto& check : record.checks) check.status = check_status::skipped;
  EXPECT_THAT(feedback(record, "", medium::terminal), Not(HasSubstr("Checks")));
}

}  // namespace
}  // namespace grader
