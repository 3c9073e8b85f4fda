// SPDX-License-Identifier: MIT
// The view of conformance shows each result once, counts right, and takes nothing unknown for kept.
#include "reports/views/conformance_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/golden/samples.hpp"

namespace reports {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using enum conformance_result;

/// The row in words, "–" for an unknown cell.
std::vector<std::string> words(const std::vector<cell>& row) {
  std::vector<std::string> all;
  for (const auto& each : row) {
    const auto* text = std::get_if<text_cell>(&each);
    all.push_back(text != nullptr ? text->value : std::string(unknown_mark));
  }
  return all;
}

std::vector<std::string> titles(const document& of) {
  std::vector<std::string> all;
  for (const auto& each : of.tables) all.push_back(each.title);
  return all;
}

tone tone_of(const cell& shown) { return std::get<text_cell>(shown).tone; }

TEST(ConformanceView, HasARowForEachBehaviourAndAColumnForEachBackend) {
  const auto matrix = make_conformance_view(sample_conformance()).tables.at(0);
  ASSERT_EQ(matrix.columns.size(), 4U);
  EXPECT_EQ(matrix.columns[1].title, "thread_pool");
  ASSERT_EQ(matrix.rows.size(), 3U);
  EXPECT_THAT(words(matrix.rows[0]),
              ElementsAre("submit: runs each of the 100 tasks", "pass", "pass", "pass"));
  EXPECT_THAT(words(matrix.rows[1]),
              ElementsAre("cancel pending: ends the future at once", "pass", "refused", "–"));
  EXPECT_EQ(tone_of(matrix.rows[1][1]), tone::good);
  EXPECT_EQ(tone_of(matrix.rows[1][2]), tone::mixed);
  EXPECT_EQ(tone_of(matrix.rows[2][2]), tone::bad);
}

TEST(ConformanceView, ShowsTheLibrarysOwnBehavioursAndTheFailuresApart) {
  const auto made = make_conformance_view(sample_conformance());
  EXPECT_THAT(titles(made), ElementsAre("Behaviours by backends",
                                        "Behaviours of the library itself", "Failures"));
  ASSERT_EQ(made.tables[1].rows.size(), 2U);
  EXPECT_THAT(words(made.tables[1].rows[0]), ElementsAre("promise: starts pending", "pass"));
  ASSERT_EQ(made.tables[2].rows.size(), 2U);
  EXPECT_THAT(words(made.tables[2].rows[1]), ElementsAre("Trace.TellsWhoWaits", "library", "–"));
}

TEST(ConformanceView, CountsInItsNotes) {
  EXPECT_THAT(make_conformance_view(sample_conformance()).notes,
              ElementsAre("3 behaviours on 3 backends: 6 pass, 1 refused, 1 FAIL.",
                          "All behaviours are there in 1 of 3 backends: thread_pool.",
                          "2 behaviours of the library itself: 1 pass, 1 FAIL."));
}

TEST(ConformanceView, BelievesInNoBackendOfWhichATestFailed) {
  conformance_record record{.backends = {"tbb"},
                            .behaviours = {{"submit", "runs the task", {{"tbb", pass}}}},
                            .failures = {{"CancelNothing.ReturnsFalse", "tbb", "it is true"}}};
  EXPECT_EQ(make_conformance_view(record).notes.at(1), "None of 1 backend has all behaviours.");
  record.failures.clear();
  EXPECT_EQ(make_conformance_view(record).notes.at(1),
            "All behaviours are there in 1 of 1 backend: tbb.");
}

TEST(ConformanceView, LeavesOutWhatThereIsNothingOf) {
  const auto made = make_conformance_view({});
  EXPECT_THAT(made.notes, IsEmpty());
  EXPECT_THAT(made.tables, IsEmpty());
  EXPECT_EQ(made.flat.columns.size(), 4U);
}

TEST(ConformanceView, HasALineForEachResultInItsFlatTable) {
  const auto flat = make_conformance_view(sample_conformance()).flat;
  ASSERT_EQ(flat.rows.size(), 3U * 3U + 2U);
  EXPECT_THAT(words(flat.rows[4]),
              ElementsAre("cancel pending", "ends the future at once", "inline", "refused"));
  EXPECT_EQ(words(flat.rows[5]).back(), "–");
  EXPECT_THAT(words(flat.rows[9]), ElementsAre("promise", "starts pending", "library", "pass"));
}

TEST(ConformanceView, SpeaksFrench) {
  const auto made = make_conformance_view(sample_conformance(), language::fr);
  EXPECT_THAT(
      words(made.tables.at(0).rows[1]),
      ElementsAre("cancel pending\u00A0: ends the future at once", "réussi", "refusé", "–"));
}

TEST(ConformanceView, HasAsManyCellsAsColumnsInEveryRow) {
  auto made = make_conformance_view(sample_conformance());
  made.tables.push_back(made.flat);
  for (const auto& each : made.tables)
    for (const auto& row : each.rows) EXPECT_EQ(row.size(), each.columns.size()) << each.title;
}

}  // namespace
}  // namespace reports
