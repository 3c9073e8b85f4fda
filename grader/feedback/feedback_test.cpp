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

/// How often the text has it.
std::size_t count_in(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Feedback, SaysOfEachMistakeWhatItCostAndWhatToDoButNothingTwice) {
  auto record = plain_record();
  const reports::diagnosis first{.rule = "own_threads",
                                 .file = "ada.cpp",
                                 .line = 7,
                                 .message = "It starts a thread.",
                                 .cost = "Two points.",
                                 .advice = "Use the pool."};
  record.diagnoses = {first, first};
  record.diagnoses[1].line = 8;
  record.cost_experiments = {{.title = "mul takes three steps",
                              .delay = "It was late.",
                              .runs = {{.workers = 0, .makespan = 9, .optimum = 7, .serial = 12}},
                              .mistakes = {{.rule = "head_of_line_waiting",
                                            .file = "ada.cpp",
                                            .line = 10,
                                            .message = "It waits in line.",
                                            .cost = "Two steps.",
                                            .advice = "Take the first."}}}};
  for (const auto how : {medium::terminal, medium::markdown, medium::html}) {
    const auto text = feedback(record, {}, how);
    EXPECT_EQ(count_in(text, "It starts a thread."), 2U) << text;
    for (const auto* const once : {"Two points.", "Use the pool.", "line 10", "It waits in line.",
                                   "Two steps.", "Take the first."})
      EXPECT_EQ(count_in(text, once), 1U) << once << " in " << text;
    EXPECT_THAT(text, Not(HasSubstr("It was late."))) << "the mistake says it better";
  }
}

TEST(Feedback, HasTheAdviceOnWhatEndedTheRunsAtTheTopAndThereAlone) {
  auto record = plain_record();
  record.points = 0;
  record.diagnoses = {{.rule = "compiler warning", .file = "ada.cpp", .line = 3, .message = "x"},
                      {.rule = "circle_of_waits",
                       .file = "ada.cpp",
                       .line = 15,
                       .message = "They wait.",
                       .cost = "All points.",
                       .advice = "Break the circle."}};
  for (const auto ending : {verdict::exception, verdict::deadlock}) {
    record.verdict = ending;
    const auto text = feedback(record, {}, medium::terminal);
    EXPECT_EQ(count_in(text, "Break the circle."), 1U) << text;
    EXPECT_LT(text.find("Break the circle."), text.find("They wait.")) << text;
  }
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
  EXPECT_THAT(text, HasSubstr("| mul(2, 3) | 8 | worker 1 | 1 | 2 | 0 | 1 |"));
  EXPECT_THAT(text, HasSubstr("| mul(100, 5) | – | – | – | – | 3 | 4 |"));
}

TEST(Feedback, SaysHowLongTheProgramIsAsItIsWritten) {
  for (const auto how : {medium::terminal, medium::markdown, medium::html}) {
    const auto text = feedback(full_record(), {}, how);
    EXPECT_THAT(text, HasSubstr("your program does 6 steps of work"));
    EXPECT_THAT(text, HasSubstr("had to wait for each other takes 4:"));
    EXPECT_THAT(text,
                HasSubstr("some 0.0025 of a step each time: with it, that chain takes 4.022"));
  }
  EXPECT_THAT(feedback(full_record(), {}, medium::markdown),
              HasSubstr("| 3 | 4 | 3 | 6 | 6 of 12 |"));
}

TEST(Feedback, SaysNothingOfASpanThatNobodyKnows) {
  auto record = full_record();
  record.structure->measured->span.reset();
  EXPECT_THAT(feedback(record, {}, medium::terminal), Not(HasSubstr("steps of work")));
}

TEST(Feedback, NamesNoThreadsOfAnOldRecord) {
  auto record = full_record();
  record.structure->measured.reset();
  record.virtual_time = {{.workers = 3, .makespan = 4, .optimum = 3, .serial = 6}};
  const auto text = feedback(record, {}, medium::markdown);
  EXPECT_THAT(text, HasSubstr("| mul(2, 3) | 8 | 1 | 2 | 0 | 1 |"));
  EXPECT_THAT(text, HasSubstr("| 3 | 4 | 3 | 6 | – |"));
  EXPECT_THAT(text, Not(HasSubstr("worker 1")));
}

TEST(Feedback, DrawsTheNamesOfLanesAsHarmlessAsTheRest) {
  auto record = full_record();
  record.structure->measured->lanes.front() = hostile_text;
  EXPECT_THAT(feedback(record, {}, medium::html), Not(HasSubstr("<script")));
  for (const auto& line : draw({record.structure->timeline, record.structure->ideal,
                                record.structure->measured->lanes}))
    for (const char c : line) EXPECT_TRUE(c >= 0x20 && c < 0x7f) << line;
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

TEST(DrawnTimeline, ShowsWhichThreadIsIdle) {
  const std::vector<reports::timeline_bar> yours{{"add(3, 7)", {}, 1, 0, 1},
                                                 {"sub(6, 1)", {}, 0, 1, 2}};
  EXPECT_THAT(draw({yours, {{"add(3, 7)", {}, 0, 0, 1}}, {"caller", "worker 1", "worker 2"}}),
              ElementsAre("Yours, 2 steps:", "   0            1            2",
                          "c  .............[sub(6, 1)  ]", "w1 [add(3, 7)  ].............",
                          "w2 ..........................", "The shortest, 1 step:",
                          "   0            1            2", "   [add(3, 7)  ]"));
}

TEST(DrawnTimeline, LeavesRoomForNames) {
  std::vector<reports::timeline_bar> yours;
  for (int step = 0; step < 100; ++step) yours.push_back({"mul(10, 10)", {}, 0, step, step + 1});
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= reports::most_bars; ++i)
    names.push_back("worker " + std::to_string(i));
  for (const auto& line : draw({yours, yours, names})) EXPECT_LE(line.size(), 76U) << line;
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
