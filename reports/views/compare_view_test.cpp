// SPDX-License-Identifier: MIT
// What is said of each row of a comparison, and how seldom it is wrong.
#include "reports/views/compare_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>

#include "reports/test_cells.hpp"

namespace reports {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr double threshold = 0.05;

/// Runs of a suite on a machine whose legs scatter by 3 %.
class Comparing : public testing::Test {
 protected:
  bench_record run(const std::map<std::string, double>& seconds, std::size_t legs = 12,
                   double machine = 1, bool with_serial = true) {
    bench_record record{{{"cpu", "a cpu"}}, {}};
    for (const auto& [workload, time] : seconds) {
      bench_result each{.workload = workload, .backend = "pool", .workers = 2, .wall_seconds = {}};
      for (std::size_t i = 0; i < legs; ++i) {
        const auto moment = machine * noise_(random_);
        each.wall_seconds.push_back(moment * time * noise_(random_));
        if (with_serial) each.serial_seconds.push_back(moment * noise_(random_));
      }
      record.results.push_back(std::move(each));
    }
    return record;
  }
  static std::map<std::string, double> suite(int rows) {
    std::map<std::string, double> seconds;
    for (int i = 0; i < rows; ++i) seconds["row " + std::to_string(i)] = 0.1 * (1 + i);
    return seconds;
  }
  static int rows_called(const comparison& made, const std::string& verdict) {
    return static_cast<int>(std::ranges::count(shown(made.shown.flat, "verdict"), verdict));
  }
  static std::string verdict_on(const comparison& made, const std::string& workload) {
    for (const auto& row : made.shown.flat.rows)
      if (std::get<text_cell>(row[0]).value == workload) return std::get<text_cell>(row[3]).value;
    return "no such row";
  }

  std::mt19937 random_{3};
  std::lognormal_distribution<double> noise_{0, 0.02};
};

TEST_F(Comparing, DrawsTheRatiosBesideTheThreshold) {
  auto before = run(suite(50)), now = run(suite(50));
  before.results[7].workload = now.results[7].workload = "worse";
  for (auto& each : now.results[7].wall_seconds) each *= 2;
  const auto drawn = compare(before, now, threshold).shown.tables.back().plots;
  ASSERT_EQ(drawn.size(), 1U);
  const auto& rows = drawn.front().series;
  ASSERT_EQ(rows.size(), 40U);
  EXPECT_EQ(rows.front().name, "worse, pool, 2");
  EXPECT_NEAR(rows.front().points.front().x, 2, 0.1);
  EXPECT_LT(rows.front().points.front().low, rows.front().points.front().x);
  ASSERT_EQ(drawn.front().references.size(), 3U);
  EXPECT_EQ(drawn.front().references[1].from.x, 1.05);
  EXPECT_TRUE(compare(run(suite(1), 3), run(suite(1), 3), threshold).shown.tables[0].plots.empty())
      << "three legs have no interval";
}

TEST_F(Comparing, FindsALossAndAGainBySize) {
  const auto before = run({{"better", 1}, {"equal", 1}, {"worse", 1}, {"worst", 1}});
  const auto now = run({{"better", 0.8}, {"equal", 1}, {"worse", 1.3}, {"worst", 1.6}});
  const auto made = compare(before, now, threshold);
  EXPECT_EQ(verdict_on(made, "worst"), "slower");
  EXPECT_EQ(verdict_on(made, "worse"), "slower");
  EXPECT_EQ(verdict_on(made, "better"), "faster");
  EXPECT_EQ(verdict_on(made, "equal"), "same");
  EXPECT_TRUE(made.has_loss);
  EXPECT_EQ(std::get<text_cell>(made.shown.flat.rows[0][0]).value, "worst");
  EXPECT_NEAR(std::get<number_cell>(made.shown.flat.rows[0][4]).value, 1.6, 0.1);
  EXPECT_THAT(
      made.shown.notes.front(),
      StartsWith("Rows: 4. Slower by more than 5.0 %: 2; faster: 1; the same within that: 1;"));
}

TEST_F(Comparing, TakesASlowerMachineForNoLoss) {
  EXPECT_FALSE(compare(run(suite(4)), run(suite(4), 12, 1.5), threshold).has_loss);
}

TEST_F(Comparing, WithoutSerialCodeLooksAtTheOtherBackends) {
  const auto blind_run = [&](double machine, double of_one) {
    bench_record all{{{"cpu", "a cpu"}}, {}};
    for (const auto* backend : {"one", "another", "third"}) {
      const auto own = std::string("one") == backend ? of_one : 1;
      for (auto& each : run(suite(4), 12, machine * own, false).results) {
        each.backend = backend;
        all.results.push_back(std::move(each));
      }
    }
    return all;
  };
  const auto drifted = compare(blind_run(1, 1), blind_run(1.5, 1), threshold);
  EXPECT_FALSE(drifted.has_loss);
  EXPECT_THAT(shown(drifted.shown.flat, "verdict"), Each("cannot tell"));
  EXPECT_THAT(drifted.shown.notes, Contains(HasSubstr("without the time of serial code")));

  const auto lost = compare(blind_run(1, 1), blind_run(1.5, 1.5), threshold);
  EXPECT_TRUE(lost.has_loss);
  EXPECT_EQ(rows_called(lost, "slower"), 4);
  EXPECT_EQ(rows_called(compare(blind_run(1, 1.5), blind_run(1, 1), threshold), "faster"), 4);
}

TEST_F(Comparing, WithoutSerialCodeAndOtherBackendsSaysNothing) {
  const auto blind = compare(run(suite(4), 12, 1, false), run(suite(4), 12, 1.5, false), threshold);
  EXPECT_FALSE(blind.has_loss);
  EXPECT_THAT(shown(blind.shown.flat, "verdict"), Each("cannot tell"));
}

TEST_F(Comparing, FindsFifteenPerCentInOneRowOfTwoHundred) {
  int found = 0;
  for (int trial = 0; trial < 20; ++trial) {
    auto slower = suite(200);
    slower["row 7"] *= 1.15;
    found += verdict_on(compare(run(suite(200)), run(slower), threshold), "row 7") == "slower";
  }
  EXPECT_EQ(found, 20);
}

TEST_F(Comparing, SaysNothingFalseOfTwoEqualRuns) {
  for (int trial = 0; trial < 20; ++trial) {
    const auto made = compare(run(suite(200)), run(suite(200)), threshold);
    for (const auto& row : made.shown.flat.rows) {
      const auto& said = std::get<text_cell>(row[3]).value;
      EXPECT_TRUE(said == "same" || said == "cannot tell") << said;
    }
  }
}

TEST_F(Comparing, CannotTellFromFewLegs) {
  for (const auto& [before, now] :
       {std::pair(3, 3), std::pair(5, 5), std::pair(5, 12), std::pair(12, 5)}) {
    const auto made = compare(run({{"fib", 1}}, before), run({{"fib", 2}}, now), threshold);
    EXPECT_EQ(verdict_on(made, "fib"), "cannot tell") << before << " and " << now;
    for (const auto* column : {"ratio", "interval from", "to"})
      EXPECT_THAT(shown(made.shown.flat, column), ElementsAre("–")) << before << " and " << now;
    EXPECT_TRUE(made.shown.tables.front().plots.empty());
    EXPECT_FALSE(made.has_loss);
  }
  const auto enough = compare(run({{"fib", 1}}, 6), run({{"fib", 2}}, 6), threshold);
  EXPECT_EQ(verdict_on(enough, "fib"), "slower");
  EXPECT_THAT(shown(enough.shown.flat, "interval from"), ElementsAre(Not("–")));
}

TEST_F(Comparing, SaysWhyARowHasNoTimesAnyMore) {
  auto before = run({{"crashes now", 1}, {"crashed before", 1}, {"wrong now", 1}});
  auto now = before;
  before.results[0].problem = "failed: <b>";
  before.results[0].wall_seconds.clear();
  now.results[1].problem = "failed: it crashed by SIGSEGV";
  now.results[1].wall_seconds.clear();
  now.results[2].problem = "failed: the answer is 41 and not 42";  // its times are none
  const auto made = compare(before, now, threshold);
  EXPECT_THAT(shown(made.shown.flat, "workload"),
              ElementsAre("crashes now", "wrong now", "crashed before"));
  EXPECT_THAT(shown(made.shown.flat, "verdict"), ElementsAre("gone", "gone", "new"));
  EXPECT_THAT(shown(made.shown.flat, "problem"),
              ElementsAre("now: failed: it crashed by SIGSEGV",
                          "now: failed: the answer is 41 and not 42", "before: failed: <b>"));
}

TEST_F(Comparing, ListsWhatOnlyOneRunHas) {
  auto before = run({{"old", 1}, {"refused", 1}});
  auto now = run({{"new", 1}, {"refused", 1}});
  for (auto* each : {&before, &now})
    for (auto& result : each->results)
      if (result.workload == "refused") result.wall_seconds.clear();
  const auto made = compare(before, now, threshold);
  EXPECT_EQ(verdict_on(made, "old"), "gone");
  EXPECT_EQ(verdict_on(made, "new"), "new");
  EXPECT_EQ(verdict_on(made, "refused"), "no such row");
}

TEST_F(Comparing, ComparesCostsBesideThoseOfOthers) {
  const auto costs = [&](double value, const std::string& unit) {
    bench_record record;
    for (const auto* competitor : {"pool", "tbb", "asio"}) {
      bench_cost cost{.work = "fib",
                      .competitor = competitor,
                      .workers = 1,
                      .tasks = 9,
                      .unit = unit,
                      .values = {},
                      .ratios = {}};
      const auto own = cost.competitor == "pool" ? value : 1;
      for (int i = 0; i < 9; ++i) cost.values.push_back(own * noise_(random_));
      record.costs.push_back(std::move(cost));
    }
    return record;
  };
  for (const auto* unit : {"s", "bytes"}) {
    const auto made = compare(costs(1, unit), costs(1.5, unit), threshold);
    EXPECT_EQ(rows_called(made, "slower"), 1) << unit;
    EXPECT_EQ(std::get<text_cell>(made.shown.flat.rows.at(0).at(1)).value, "pool");
  }
  EXPECT_THAT(
      shown(compare(costs(1, "bytes"), costs(1, "bytes"), threshold).shown.flat, "compared by"),
      Each("amount"));
}

TEST_F(Comparing, DoesNotCompareRoundsOfACostThatDoNotCount) {
  const auto costs = [&](double value) {
    bench_cost cost{
        .work = "fib", .competitor = "tbb", .workers = 1, .unit = "bytes", .values = {}};
    for (int i = 0; i < 18; ++i) {
      const bool disturbed = i % 2 == 0;
      cost.values.push_back((disturbed ? value : 1) * noise_(random_));
      cost.disturbances.push_back(disturbed ? "noise" : "");
    }
    return bench_record{.environment = {}, .results = {}, .costs = {cost}};
  };
  EXPECT_NE(verdict_on(compare(costs(1), costs(9), threshold), "fib"), "slower");
  const auto row = compare(costs(1), costs(9), threshold).shown.flat.rows.at(0);
  EXPECT_EQ(std::get<number_cell>(row.at(7)).value, 9) << "legs that count";
}

TEST_F(Comparing, SaysNothingOfRowsOfAnotherSize) {
  auto before = run({{"fib", 0.1}}), now = run({{"fib", 0.9}});
  before.results[0].tasks = 100;
  now.results[0].tasks = 900;
  const auto made = compare(before, now, threshold);
  EXPECT_EQ(verdict_on(made, "fib"), "cannot tell");
  EXPECT_FALSE(made.has_loss);
  EXPECT_EQ(std::get<text_cell>(made.shown.flat.rows.at(0).back()).value,
            "100 tasks before, 900 now");
}

TEST_F(Comparing, NamesWhatElseIsDifferent) {
  auto now = run(suite(1));
  now.environment["cpu"] = "another";
  EXPECT_THAT(compare(run(suite(1)), now, threshold).shown.notes,
              Contains("The two runs differ in cpu: a cpu before, another now."));
}

}  // namespace
}  // namespace reports
