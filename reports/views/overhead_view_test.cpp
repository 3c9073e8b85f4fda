// SPDX-License-Identifier: MIT
// The view of what tasks cost has a table for each question, and says met, missed or nothing.
#include "reports/views/overhead_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

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
  EXPECT_THAT(titles, ElementsAre("work", "workers", "reference", "unit", "tbb", "asio"));
  ASSERT_EQ(made->rows.size(), 3U);
  EXPECT_THAT(shown(made->rows[0]), ElementsAre("fib", "1", "1000000 best", "µs",
                                                "0.200 (n = 2) best", "0.500 (n = 1) best"));
  EXPECT_THAT(shown(made->rows[1]), ElementsAre("fib", "2", "–", "–", "0.250 (n = 1)", "–"));
  EXPECT_THAT(shown(made->rows[2]), ElementsAre("trip", "2", "–", "–", "–", "0.0500 (n = 1) best"));
  EXPECT_FALSE(make_overhead_matrix({adapter}, wording(language::en)));
}

TEST(OverheadMatrix, HasIntervalsTheReferencesOwnCostAndReasons) {
  const auto cost = [](const char* competitor, std::vector<double> values,
                       std::vector<double> ratios) {
    return bench_cost{"fib", competitor, 1, 1, "s", std::move(values), std::move(ratios), true, {}};
  };
  const std::vector<double> ones(6, 1), halves(6, 0.5);
  auto refused = cost("asio", {}, {});
  refused.problem = "refused: it would starve";
  auto crashed = cost("omp", {}, {});
  crashed.problem = "failed: it crashed by SIGSEGV";
  const auto made = make_overhead_matrix(
      {cost("thread_pool", {2e-6, 2e-6, 2e-6, 2e-6, 2e-6, 2e-6}, ones),
       cost("tbb", {4e-6, 4e-6, 4e-6, 5e-6, 4e-6, 4e-6}, {.5, .5, .5, .4, .5, .5}), refused,
       crashed},
      wording(language::en));
  ASSERT_TRUE(made);
  ASSERT_EQ(made->rows.size(), 1U);
  EXPECT_THAT(shown(made->rows[0]), ElementsAre("fib", "1", "2.00 best", "µs",
                                                "0.500 (0.400–0.500)", "refused", "crash"));
}

TEST(OverheadView, DoesNotCountDisturbedRounds) {
  bench_cost fib{"fib", "tbb", 2, 1, "s", {1e-6, 9e-6, 3e-6}, {1, 9, 3}, true, {}};
  fib.disturbances = {"", "the host ran others", ""};
  auto pair = fib;
  pair.competitor = "via_tbb/tbb";
  pair.unit = "ratio";
  bench_cost trip{"round_trip", "tbb", 2, 1, "s", {5e-6}, {}, true, {}};
  trip.disturbances = {"the host ran others"};
  auto percentile = trip;
  percentile.work = "round_trip_p90";
  auto record = sample_overheads();
  record.costs = {fib, pair, trip, percentile};
  const auto view = make_bench_view(record, language::en);
  EXPECT_THAT(view.notes, testing::Contains(
                              "The machine was disturbed during 2 repetitions: they do not count."))
      << "pairs and percentiles are of the same legs";
  EXPECT_THAT(shown(view.flat.rows.at(0)), testing::IsSupersetOf({"2.00", "2"}));
  EXPECT_THAT(shown(view.flat.rows.at(2)),
              testing::Contains("the machine was disturbed each time"));
}

TEST(OverheadView, SaysWhatThisMachineCannotShow) {
  auto record = sample_overheads();
  record.environment["cores"] = "2";
  record.environment["gates"] = "steal; unknown: throttling";
  EXPECT_THAT(make_bench_view(record, language::en).notes,
              testing::IsSupersetOf({"Speedups beyond 2 processors cannot be seen on this machine.",
                                     "Not all that disturbs could be watched: steal; unknown: "
                                     "throttling."}));
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
  const auto rows = make_targets_table(sample_overheads(), wording(language::en)).rows;
  EXPECT_THAT(shown(rows.at(0)), ElementsAre("fib", "tbb", "2", "0.250", "0.200", "0.300", "0.200",
                                             "ratio", "missed"));
  EXPECT_THAT(shown(rows.at(1)),
              ElementsAre("fib", "–", "2", "0.0150", "–", "–", "0.100", "µs", "met"));
  EXPECT_THAT(shown(rows.at(2)), ElementsAre("idle", "–", "4", "–", "–", "–", "2000", "µs", "–"));
}

TEST(OverheadView, DrawsTheRatiosOfTargetsBesideTheirBounds) {
  const auto record = sample_overheads();
  const auto plots = make_targets_table(record, wording(language::en)).plots;
  ASSERT_EQ(plots.size(), 1U);
  ASSERT_EQ(plots[0].series.size(), 1U) << "one target is a ratio";
  EXPECT_EQ(plots[0].series[0].name, "fib, tbb, 2");
  EXPECT_EQ(plots[0].references[0].from.x, 1);
  const auto& fib = *std::ranges::find_if(record.costs, [](const auto& each) {
    return each.work == "fib" && each.competitor == "tbb" && each.workers == 2;
  });
  ASSERT_EQ(plots[0].series[0].samples.size(), fib.ratios.size());
  EXPECT_DOUBLE_EQ(plots[0].series[0].samples[0], fib.ratios[0] / 0.20);
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
