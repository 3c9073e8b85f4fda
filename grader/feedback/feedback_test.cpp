// SPDX-License-Identifier: MIT
// The feedback looks as the golden files have it, and nothing from a submission is alive in it.
// After a change that is meant, UPDATE_GOLDEN=1 writes them anew: read them before you commit.
#include "grader/feedback/feedback.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "grader/feedback/timeline_text.hpp"
#include "grader/test_files.hpp"

namespace grader {
namespace {

using reports::check_status, reports::verdict;
using ::testing::ElementsAre, ::testing::HasSubstr, ::testing::Not;

const std::string hostile =
    "<script>alert(1)</script> | `x` *b* [l](http://e) \x1b[2J\u202e\xff\n# h";

reports::submission_record plain_record() {
  return {.exercise = "expression",
          .submission = "ada",
          .verdict = verdict::ok,
          .points = 3,
          .max_points = 3,
          .checks = {{.id = "value",
                      .title = "The value",
                      .status = check_status::passed,
                      .points = 2,
                      .max_points = 2},
                     {.id = "speedup",
                      .title = "A real speedup",
                      .status = check_status::passed,
                      .points = 1,
                      .max_points = 1,
                      .message = "2.01 times as fast."}}};
}

/// Every part that a feedback can have, and strangers' text wherever it can come from.
reports::submission_record full_record() {
  return {
      .exercise = "expression",
      .submission = "ada%20" + hostile,
      .verdict = verdict::partial,
      .points = 7,
      .max_points = 13,
      .message = "An exception left your function: std::runtime_error: " + hostile,
      .checks = {{.id = "value",
                  .title = "The value",
                  .status = check_status::passed,
                  .points = 2,
                  .max_points = 2},
                 {.id = "path",
                  .title = "The critical path",
                  .status = check_status::failed,
                  .points = 3,
                  .max_points = 6,
                  .message = "4 steps on 3 workers. " + hostile,
                  .hint = "Submit every operation as soon as its operands are known."},
                 {.id = "one",
                  .title = "No deadlock",
                  .status = check_status::failed,
                  .max_points = 1,
                  .message = "Deadlock.",
                  .hint = "Never the first hint."},
                 {.id = "pool",
                  .title = "On the pool",
                  .status = check_status::skipped,
                  .max_points = 2,
                  .message = "Not tried."},
                 {.id = "quick",
                  .title = "Quick",
                  .status = check_status::inconclusive,
                  .points = 1,
                  .max_points = 1,
                  .message = "Too close to tell."},
                 {.id = "busy",
                  .title = "Busy",
                  .status = check_status::refused,
                  .points = 1,
                  .max_points = 1,
                  .message = "The machine was too busy."}},
      .virtual_time = {{.workers = 1, .makespan = 6, .optimum = 6, .serial = 6},
                       {.workers = 3, .makespan = {}, .optimum = 3, .serial = 6},
                       {.workers = 0, .makespan = 4, .optimum = 3, .serial = 6}},
      .structure =
          reports::structure_summary{
              .work = 6,
              .span = 3,
              .delay = "mul(2, 3) began after 1 step, though it could have begun at once.",
              .next_step = "One step less on any number of workers is worth 3 of 6 points more.",
              .timeline = {{"add(2, 8)", 7, 0, 0, 1},
                           {hostile, {}, 1, 0, 1},
                           {"mul(2, 3)", 8, 0, 1, 2},
                           {"sub(6, 1)", 10, 0, 2, 4}},
              .ideal = {{"add(2, 8)", {}, 0, 0, 1},
                        {"mul(2, 3)", {}, 1, 0, 1},
                        {"sub(6, 1)", {}, 0, 1, 3}}},
      .cost_experiments = {{.title = "mul takes three steps",
                            .delay = "mul(10, 10) began after 3 steps, though its operands were "
                                     "known after 1 step: something "
                                     "else was waited for.",
                            .runs = {{.workers = 1, .makespan = 12, .optimum = 12, .serial = 12},
                                     {.workers = 0, .makespan = 9, .optimum = 7, .serial = 12}}},
                           {.title = "add takes three steps",
                            .delay = {},
                            .runs = {{.workers = 0, .makespan = 5, .optimum = 5, .serial = 10}}},
                           {.title = "what was not tried", .delay = {}, .runs = {}}},
      .speedup = reports::speedup_result{.workers = 2,
                                         .median = 1.4567,
                                         .ideal = 1.5,
                                         .ceiling = 1.98,
                                         .share = 0.981,
                                         .pairs = 9,
                                         .dropped_pairs = 2},
      .diagnoses = {
          {.rule = "compiler warning", .file = "ada.cpp", .line = 3, .message = "unused variable"},
          {.rule = "lost_parallelism",
           .file = "ada.cpp",
           .line = 14,
           .message = "waits too early. " + hostile},
          {.rule = "outside_the_pool",
           .file = "ada.cpp",
           .line = {},
           .message = "ran outside the pool."}}};
}

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
  const auto page = feedback(full_record(), compiler_text + hostile, medium::html);
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("http://e\"")));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
}

TEST(Feedback, SteersNoTerminal) {
  for (const auto to : {medium::markdown, medium::terminal, medium::html})
    for (const char c : feedback(full_record(), compiler_text + hostile, to)) {
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
