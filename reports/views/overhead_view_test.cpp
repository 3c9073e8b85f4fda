// SPDX-License-Identifier: MIT
// The view of what tasks cost has a table for each question, and says met, missed or nothing.
#include "reports/views/overhead_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/golden/samples.hpp"
#include "reports/test_cells.hpp"
#include "reports/views/bench_view.hpp"
#include "reports/views/overhead_matrix.hpp"

namespace reports {
namespace {

using ::testing::ElementsAre;

TEST(OverheadMatrix, HasTheMedianRatioOfEachWorkAndCompetitor) {
  const auto cost = [](const char* work, const char* competitor, int workers,
                       std::vector<double> ratios) {
    return bench_cost{.work = work,
                      .competitor = competitor,
                      .workers = workers,
                      .tasks = 1,
                      .unit = "s",
                      .values = {1},
                      .ratios = std::move(ratios),
                      .answer_checked = true,
                      .problem = {}};
  };
  auto adapter = cost("fib", "via_tbb/tbb", 1, {3, 3});
  adapter.unit = "ratio";
  const auto made =
      make_overhead_matrix({cost("fib", "thread_pool", 1, {1, 1}), cost("fib", "tbb", 1, {.1, .3}),
                            cost("fib", "asio", 1, {.5}), cost("fib", "tbb", 2, {.25}),
                            cost("trip", "asio", 2, {.05}), cost("trip", "tbb", 2, {}), adapter},
                           wording(language::en));
  ASSERT_TRUE(made);
  std::vector<std::string> titles;
  for (const auto& each : made->columns) titles.push_back(each.title);
  EXPECT_THAT(titles, ElementsAre("work", "workers", "tbb", "asio"));
  ASSERT_EQ(made->rows.size(), 3U);
  EXPECT_THAT(shown(made->rows[0]), ElementsAre("fib", "1", "0.200", "0.500"));
  EXPECT_THAT(shown(made->rows[1]), ElementsAre("fib", "2", "0.250", "–"));
  EXPECT_THAT(shown(made->rows[2]), ElementsAre("trip", "2", "–", "0.0500"));
  EXPECT_FALSE(make_overhead_matrix({adapter}, wording(language::en)));
}

TEST(OverheadView, CountsNoPairForACompetitorAndNoPercentileForAWork) {
  auto record = sample_overheads();
  record.targets = {};
  record.costs = {{"fib", "tbb", 2, 1, "s", {1}, {}, true, {}},
                  {"fib", "via_tbb/tbb", 2, 1, "ratio", {4}, {}, true, {}},
                  {"round_trip", "tbb", 2, 1, "s", {1}, {}, true, {}},
                  {"round_trip_p90", "tbb", 2, 1, "s", {1}, {}, true, {}}};
  EXPECT_EQ(summarise_overheads(record, wording(language::en)),
            "1 competitor at 2 works; of 0 targets 0 met, 0 not measured.");
}

TEST(OverheadView, JudgesTargets) {
  const auto rows = make_targets_table(sample_overheads().targets, wording(language::en)).rows;
  EXPECT_THAT(shown(rows.at(0)), ElementsAre("fib", "tbb", "2", "0.250", "0.200", "0.300", "0.200",
                                             "ratio", "missed"));
  EXPECT_THAT(shown(rows.at(1)),
              ElementsAre("fib", "–", "2", "0.0150", "–", "–", "0.100", "µs", "met"));
  EXPECT_THAT(shown(rows.at(2)), ElementsAre("idle", "–", "4", "–", "–", "–", "2000", "µs", "–"));
}

TEST(OverheadView, TakesThePlaceOfTheBackendsInABenchmarkThatHasCosts) {
  const auto view = make_bench_view(sample_overheads());
  EXPECT_EQ(view.heading, "Benchmark of what a task costs");
  ASSERT_EQ(view.notes.size(), 2U);
  EXPECT_EQ(view.notes[0], "4 competitors at 4 works; of 3 targets 1 met, 1 not measured.");
  std::vector<std::string> titles;
  for (const auto& each : view.tables) titles.push_back(each.title);
  EXPECT_THAT(titles, ElementsAre("The reference pool beside others", "What a task costs",
                                  "How long a trip takes", "How small a task may be",
                                  "Memory and idle pools", "What adapters cost", "Targets",
                                  "Where the numbers come from"));
  EXPECT_EQ(view.flat.rows.size(), sample_overheads().costs.size());
  for (const auto& each : view.tables)
    for (const auto& row : each.rows) EXPECT_EQ(row.size(), each.columns.size()) << each.title;
}

}  // namespace
}  // namespace reports
