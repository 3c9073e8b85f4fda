// SPDX-License-Identifier: MIT
// The view of what tasks cost computes what one computes by hand, and says met, missed or nothing.
#include "reports/views/overhead_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/golden/samples.hpp"
#include "reports/views/bench_view.hpp"
#include "reports/views/overhead_matrix.hpp"

namespace reports {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> shown(const std::vector<cell>& row) {
  std::vector<std::string> words;
  for (const auto& each : row) {
    if (const auto* text = std::get_if<text_cell>(&each)) {
      words.push_back(text->value);
    } else if (const auto* digits = std::get_if<number_cell>(&each)) {
      words.push_back(to_string(*digits));
    } else {
      words.emplace_back(unknown_mark);
    }
  }
  return words;
}

TEST(OverheadView, ShowsMediansInMicrosecondsOrBytesAndTheMedianOfTheRatios) {
  const auto rows = make_costs_table(sample_overheads().costs, wording(language::en)).rows;
  EXPECT_THAT(shown(rows.at(0)),
              ElementsAre("fib", "2", "tbb", "0.0800", "µs", "12", "0.250", "1000", "3", "–"));
  EXPECT_THAT(shown(rows.at(1)), ElementsAre("memory", "1", "asio", "192", "bytes", "–", "0.400",
                                             "100000", "1", "the answer was not checked"));
  EXPECT_THAT(shown(rows.at(2)), ElementsAre("fib", "1", "asio", "–", "µs", "–", "–", "–", "0",
                                             "refused: it would starve"));
}

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

TEST(OverheadView, CountsNoPairForACompetitor) {
  auto record = sample_overheads();
  auto pair = record.costs.front();
  pair.competitor = "via_tbb/tbb";
  pair.unit = "ratio";
  pair.values = {4, 5, 6};
  pair.ratios = {};
  record.costs.push_back(pair);
  const wording say(language::en);
  EXPECT_EQ(summarise_overheads(record, say), summarise_overheads(sample_overheads(), say));
  EXPECT_THAT(shown(make_costs_table({pair}, say).rows.at(0)),
              ElementsAre("fib", "2", "via_tbb/tbb", "5.00", "ratio", "20", "–", "1000", "3", "–"));
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
  EXPECT_THAT(view.notes,
              ElementsAre("2 competitors at 2 works; of 3 targets 1 met, 1 not measured."));
  ASSERT_EQ(view.tables.size(), 4U);
  EXPECT_EQ(view.tables.at(0).title, "The reference pool beside others");
  EXPECT_EQ(view.tables.at(2).title, "Targets");
  EXPECT_EQ(view.flat.rows.size(), sample_overheads().costs.size());
  for (const auto& each : view.tables)
    for (const auto& row : each.rows) EXPECT_EQ(row.size(), each.columns.size()) << each.title;
}

}  // namespace
}  // namespace reports
