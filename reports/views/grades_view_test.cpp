// SPDX-License-Identifier: MIT
// The view of a class counts right, and leaves our own faults out.
#include "reports/views/grades_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/golden/samples.hpp"
#include "reports/views/class_summary.hpp"

namespace reports {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const wording english(language::en);

/// The cell in words, "–" for an unknown one.
std::string words(const cell& of) {
  if (const auto* text = std::get_if<text_cell>(&of)) return text->value;
  if (const auto* digits = std::get_if<number_cell>(&of)) return to_string(*digits);
  return std::string(unknown_mark);
}

std::vector<std::string> words(const std::vector<cell>& row) {
  std::vector<std::string> all;
  for (const auto& each : row) all.push_back(words(each));
  return all;
}

std::vector<std::string> titles(const table& of) {
  std::vector<std::string> all;
  for (const auto& each : of.columns) all.push_back(each.title);
  return all;
}

TEST(ClassSummary, CountsVerdictsAndKnowsTheMedianOfTheJudged) {
  EXPECT_THAT(
      summarise_class(sample_class(), english),
      ElementsAre(
          "6 submissions: 1 ok, 1 partial, 1 compile_error, 1 crash, 1 deadlock, 1 internal; "
          "median 16 of 20.",
          HasSubstr("fault of ours")));
}

TEST(ClassSummary, SaysNothingThatIsNotKnown) {
  EXPECT_THAT(summarise_class({}, english), ElementsAre("0 submissions."));
  EXPECT_THAT(summarise_class({submission_record{}}, english),
              ElementsAre("1 submission: 1 internal.", HasSubstr("fault of ours")));
}

TEST(GradesView, ShowsPointsByCheck) {
  const auto grades = make_grades_view(sample_class()).tables.at(0);
  EXPECT_THAT(titles(grades),
              ElementsAre("submission", "verdict", "points", "of", "random_operands",
                          "critical_path", "one_worker", "speedup"));
  EXPECT_THAT(words(grades.rows.at(2)),
              ElementsAre("ben", "partial", "16.5", "20.0", "8.0", "4.5", "3.0", "1.0"));
}

TEST(GradesView, ShowsNoPointsWhereNobodyJudged) {
  const auto grades = make_grades_view(sample_class()).tables.at(0);
  EXPECT_THAT(words(grades.rows.at(4)),
              ElementsAre("dan", "compile_error", "0.0", "20.0", "–", "–", "–", "–"));
  EXPECT_THAT(words(grades.rows.at(5)),
              ElementsAre("finn", "internal", "–", "20.0", "–", "–", "–", "–"));
}

TEST(GradesView, NamesTheExerciseOfEachRowOnlyWhenTheyDiffer) {
  auto all = sample_class();
  EXPECT_EQ(make_grades_view(all).heading, "Grades: expression");
  EXPECT_EQ(make_grades_view(all).flat.columns.at(1).title, "exercise");
  all.front().exercise = "sum";
  EXPECT_EQ(make_grades_view(all).heading, "Grades: sum, expression");
  EXPECT_EQ(make_grades_view(all).tables.at(0).columns.at(1).title, "exercise");
}

TEST(GradesView, CountsHowChecksEnded) {
  const auto checks = make_grades_view(sample_class()).tables.at(1);
  EXPECT_THAT(titles(checks), ElementsAre("check", "title", "passed", "failed", "skipped",
                                          "inconclusive", "refused"));
  EXPECT_THAT(words(checks.rows.at(1)),
              ElementsAre("critical_path", "The critical path", "2", "1", "1", "0", "0"));
}

TEST(GradesView, ShowsMakespansBesideTheOptimum) {
  const auto times = make_grades_view(sample_class()).tables.at(2);
  EXPECT_THAT(titles(times), ElementsAre("submission", "1 worker", "2 workers", "3 workers"));
  EXPECT_THAT(words(times.rows.at(0)), ElementsAre("(optimum)", "6", "4", "3"));
  EXPECT_THAT(words(times.rows.at(3)), ElementsAre("ben", "6", "5", "4"));
  EXPECT_THAT(words(times.rows.at(4)), ElementsAre("chloé", "–", "4", "3"));
  EXPECT_THAT(words(times.rows.at(5)), ElementsAre("dan", "–", "–", "–"));
}

TEST(GradesView, ShowsAnyNumberOfWorkersLast) {
  auto all = sample_class();
  all.front().virtual_time.push_back({0, 4, 3, 6});
  const auto times = make_grades_view(all).tables.at(2);
  EXPECT_THAT(titles(times), ElementsAre("submission", "1 worker", "2 workers", "3 workers",
                                         "any number of workers"));
  EXPECT_EQ(words(times.rows.at(0)).back(), "3");
}

TEST(GradesView, LeavesOutTablesWithNothingInThem) {
  auto view = make_grades_view({submission_record{}});
  ASSERT_EQ(view.tables.size(), 2U);
  EXPECT_EQ(view.tables.at(0).title, "Grades");
  EXPECT_EQ(view.tables.at(1).title, "What happened");
}

TEST(GradesView, TellsTheMistakesWithTheirPlacesAndCosts) {
  const auto messages = make_grades_view(sample_class()).tables.at(3);
  EXPECT_EQ(words(messages.rows.at(2).at(2)),
            "evaluate.cpp:14: It waits for add(3, 7) before line 15 submits mul(2, 3). It takes "
            "5 steps where 3 are possible.");
}

TEST(GradesView, HasAsManyCellsAsColumnsInEveryRow) {
  auto view = make_grades_view(sample_class());
  view.tables.push_back(view.flat);
  for (const auto& each : view.tables) {
    for (const auto& row : each.rows) EXPECT_EQ(row.size(), each.columns.size()) << each.title;
  }
}

}  // namespace
}  // namespace reports
