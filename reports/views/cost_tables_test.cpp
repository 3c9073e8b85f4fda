// SPDX-License-Identifier: MIT
// Costs are sorted by what is asked, shown as one computes them by hand, and the best are marked.
#include "reports/views/cost_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/golden/samples.hpp"
#include "reports/test_cells.hpp"
#include "reports/views/cost_numbers.hpp"

namespace reports {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const wording english(language::en);

bench_cost cost(const std::string& work, const std::string& competitor, std::vector<double> values,
                const std::string& unit = "s") {
  return {.work = work,
          .competitor = competitor,
          .workers = 1,
          .tasks = 9,
          .unit = unit,
          .values = std::move(values),
          .ratios = {},
          .answer_checked = true,
          .problem = {}};
}

table table_named(const std::string& title, const std::vector<bench_cost>& costs) {
  for (const auto& each : make_cost_tables(costs, english))
    if (each.title == title) return each;
  throw std::runtime_error("no table " + title);
}

TEST(Questions, AreKnownByTheWorkAndTheUnit) {
  const auto asked = [](const std::string& work, const std::string& unit = "s") {
    return question_of(cost(work, "", {}, unit));
  };
  EXPECT_EQ(asked("fib"), question::task);
  EXPECT_EQ(asked("a work that nobody knows"), question::task);
  for (const auto* each : {"round_trip", "paused", "busy_trip_p99", "process_trip_p90"})
    EXPECT_EQ(asked(each), question::trip) << each;
  EXPECT_EQ(asked("metg_stencil"), question::grain);
  EXPECT_EQ(asked("idle"), question::pool);
  EXPECT_EQ(asked("memory", "bytes"), question::pool);
  EXPECT_EQ(asked("metg_stencil", "ratio"), question::adapter);
}

TEST(CostTables, ShowMediansAndTheMedianOfTheRatios) {
  const auto made = table_named("What a task costs", sample_overheads().costs);
  EXPECT_THAT(shown(made.rows.at(0)),
              ElementsAre("fib", "2", "tbb", "0.0800", "12", "0.250", "–", "–", "–", "3", "–"));
  EXPECT_THAT(shown(made.rows.at(1)), ElementsAre("fib", "1", "asio", "–", "–", "–", "–", "–", "–",
                                                  "0", "refused: it would starve"));
  EXPECT_EQ(made.columns.at(3).unit, "µs");
}

TEST(CostTables, ShowMemoryWithItsUnit) {
  const auto made = table_named("Memory and idle pools", sample_overheads().costs);
  EXPECT_THAT(shown(made.rows.at(0)), ElementsAre("memory", "1", "asio", "192", "–", "0.400", "–",
                                                  "–", "–", "1", "the answer was not checked"));
  EXPECT_EQ(header(made.columns.at(3)), "median cost [bytes]");
}

TEST(CostTables, HaveAColumnForEachUnitOfPools) {
  const auto made = table_named("Memory and idle pools",
                                {cost("memory", "a", {192}, "bytes"), cost("idle", "a", {2e-6})});
  EXPECT_EQ(header(made.columns.at(3)), "median cost [bytes]");
  EXPECT_EQ(header(made.columns.at(4)), "median cost [µs]");
  EXPECT_EQ(shown(made.rows.at(0)).at(3), "192");
  EXPECT_EQ(shown(made.rows.at(0)).at(4), "–");
  EXPECT_EQ(shown(made.rows.at(1)).at(3), "–");
  EXPECT_EQ(shown(made.rows.at(1)).at(4), "2.00");
}

TEST(CostTables, HaveTheIntervalOfRatiosFromSixRoundsOn) {
  auto six = cost("fib", "tbb", {1, 1, 1, 1, 1, 1});
  six.ratios = {0.5, 0.25, 0.75, 0.5, 0.5, 0.625};
  auto five = six;
  five.ratios.pop_back();
  five.workers = 2;
  const auto made = table_named("What a task costs", {six, five});
  EXPECT_THAT(shown(made, "reference / this"), ElementsAre("0.500", "0.500"));
  EXPECT_THAT(shown(made, "interval from"), ElementsAre("0.250", "–"));
  EXPECT_THAT(shown(made, "to"), ElementsAre("0.750", "–"));
}

TEST(CostTables, MarkTheBestOfAWorkOnAsManyWorkers) {
  auto on_two = cost("fib", "slow", {9, 9, 9, 9, 9, 9});
  on_two.workers = 2;
  auto unchecked = cost("fib", "wrong", {0.1, 0.1, 0.1, 0.1, 0.1, 0.1});
  unchecked.answer_checked = false;
  const auto made =
      table_named("What a task costs",
                  {cost("fib", "a", {1, 1, 1, 1, 1, 1}), cost("fib", "b", {2, 2, 2, 2, 2, 2}),
                   cost("fib", "c", {1, 2, 1, 2, 2, 0.5}), cost("flood", "a", {5, 5}),
                   cost("flood", "b", {4, 4}), on_two, unchecked});
  EXPECT_THAT(shown(made, "standing"),
              ElementsAre("best", "behind", "as good", "–", "best", "–", "–"));
}

TEST(CostTables, ShowPercentilesBesideTheirMedian) {
  const auto made =
      table_named("How long a trip takes",
                  {cost("round_trip", "a", {1e-6}), cost("round_trip", "b", {2e-6}),
                   cost("round_trip_p90", "a", {3e-6}), cost("round_trip_p99", "a", {9e-6}),
                   cost("paused_p90", "a", {7e-6})});
  EXPECT_THAT(shown(made, "work"), ElementsAre("round_trip", "round_trip", "paused_p90"))
      << "what has no median is not lost";
  EXPECT_THAT(shown(made, "median"), ElementsAre("1.00", "2.00", "7.00"));
  EXPECT_THAT(shown(made, "90th percentile"), ElementsAre("3.00", "–", "–"));
  EXPECT_THAT(shown(made, "99th percentile"), ElementsAre("9.00", "–", "–"));
}

TEST(CostTables, CompareAdaptersWithTheirLibrary) {
  const auto made = table_named("What adapters cost", sample_overheads().costs);
  EXPECT_THAT(shown(made.rows.at(0)),
              ElementsAre("fib", "2", "via_tbb/tbb", "2.00", "1.94", "2.06", "7"));
}

TEST(CostTables, HavePlotsOfWhatIsAsked) {
  const auto costs = sample_overheads().costs;
  EXPECT_THAT(table_named("How small a task may be", costs).plots.at(0).title,
              HasSubstr("time by grain"));
  EXPECT_THAT(table_named("How long a trip takes", costs).plots.at(0).title,
              HasSubstr("times of trips"));
  for (const auto& each : make_cost_tables(costs, english))
    EXPECT_EQ(each.plots.back().kind, plot_kind::strips) << each.title;
}

TEST(CostTables, AreThoseWithRows) {
  EXPECT_THAT(make_cost_tables({}, english), IsEmpty());
  EXPECT_EQ(make_cost_tables({cost("fib", "a", {1})}, english).size(), 1U);
}

TEST(FlatCosts, HaveEveryCostInOneTable) {
  const auto costs = sample_overheads().costs;
  const auto flat = make_flat_costs(costs, english);
  ASSERT_EQ(flat.rows.size(), costs.size());
  for (const auto& row : flat.rows) EXPECT_EQ(row.size(), flat.columns.size());
  EXPECT_THAT(shown(flat.rows.at(0)), ElementsAre("fib", "2", "tbb", "0.0800", "–", "–", "12",
                                                  "0.250", "–", "–", "–", "1000", "3", "–"));
}

TEST(FlatCosts, TellUnitsInTheHeaderAlone) {
  const auto flat = make_flat_costs({cost("fib", "a", {2e-6}), cost("memory", "a", {192}, "bytes"),
                                     cost("fib", "via/a", {3}, "ratio"), cost("x", "a", {4}, "J")},
                                    english);
  std::vector<std::string> headers;
  for (const auto& each : flat.columns) headers.push_back(header(each));
  EXPECT_THAT(headers, testing::IsSupersetOf({"median cost [µs]", "median cost [bytes]", "ratio",
                                              "median cost [J]"}));
  EXPECT_THAT(headers, testing::Not(testing::Contains("unit")));
  using cells = std::vector<std::string>;
  const std::vector<cells> right{{"2.00", "–", "–", "–"},
                                 {"–", "192", "–", "–"},
                                 {"–", "–", "3.00", "–"},
                                 {"–", "–", "–", "4.00"}};
  for (std::size_t at = 0; at < right.size(); ++at) {
    const auto row = shown(flat.rows.at(at));
    EXPECT_EQ(cells(row.begin() + 3, row.begin() + 7), right[at]);
  }
}

}  // namespace
}  // namespace reports
