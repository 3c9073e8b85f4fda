// SPDX-License-Identifier: MIT
// Curves are drawn for those who have some, the reference first and then the best.
#include "reports/views/curve_plots.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace reports {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const wording english(language::en);

bench_cost with_curve(const std::string& work, const std::string& competitor, double value,
                      std::vector<curve_point> curve, int workers = 2) {
  return {.work = work,
          .competitor = competitor,
          .workers = workers,
          .tasks = 1,
          .unit = "s",
          .values = {value},
          .ratios = {competitor == "thread_pool" ? 1.0 : 0.5},
          .answer_checked = true,
          .problem = {},
          .curve = std::move(curve)};
}

/// Tasks with so much overhead, in seconds.
bench_cost grain(const std::string& competitor, double overhead, int workers = 2) {
  return with_curve("metg_trivial", competitor, 2 * overhead,
                    {{1e-8, 1e-8 + overhead}, {1e-6, 1e-6 + overhead}, {1e-5, 1e-5 + overhead}},
                    workers);
}

std::vector<std::string> names_of(const plot& of) {
  std::vector<std::string> names;
  for (const auto& each : of.series) names.push_back(each.name);
  return names;
}

TEST(GrainPlot, ShowsTimeOverWorkInMicroseconds) {
  const auto plots = make_grain_plots({grain("tbb", 1e-6)}, english);
  ASSERT_EQ(plots.size(), 1U);
  EXPECT_EQ(plots[0].title, "metg_trivial, 2 workers: time by grain");
  EXPECT_TRUE(plots[0].x.is_logarithmic);
  EXPECT_TRUE(plots[0].y.is_logarithmic);
  const auto& points = plots[0].series.at(0).points;
  ASSERT_EQ(points.size(), 3U);
  EXPECT_NEAR(points[0].x, 0.01, 1e-9);
  EXPECT_NEAR(points[0].y, 1.01, 1e-9);
}

TEST(GrainPlot, MarksTheMetgOnTheLineWhereHalfIsWork) {
  const auto plot = make_grain_plots({grain("tbb", 1e-6), grain("asio", 2e-6)}, english).at(0);
  ASSERT_EQ(plot.references.size(), 1U);
  const auto& line = plot.references[0];
  EXPECT_NEAR(line.from.y, 2 * line.from.x, 1e-9);
  EXPECT_NEAR(line.to.y, 2 * line.to.x, 1e-9);
  EXPECT_NEAR(line.from.y, 1.01, 1e-9) << "it begins where the lowest curve does";
  EXPECT_THAT(names_of(plot), ElementsAre("tbb", "asio", "METG"));
  const auto& crossings = plot.series.back();
  EXPECT_FALSE(crossings.is_joined);
  ASSERT_EQ(crossings.points.size(), 2U);
  EXPECT_NEAR(crossings.points[0].x, 1, 1e-9);
  EXPECT_NEAR(crossings.points[0].y, 2, 1e-9);
}

TEST(GrainPlot, HasNoMarkForAMetgThatIsUnknown) {
  auto unknown = grain("tbb", 1e-6);
  unknown.values = {std::nan("")};
  EXPECT_THAT(names_of(make_grain_plots({unknown}, english).at(0)), ElementsAre("tbb"));
}

TEST(GrainPlot, IsOneForEachWorkAndNumberOfWorkers) {
  const auto plots =
      make_grain_plots({grain("a", 1e-6, 1), grain("a", 1e-6, 2), grain("b", 1e-6, 1)}, english);
  ASSERT_EQ(plots.size(), 2U);
  EXPECT_THAT(plots[0].title, HasSubstr("1 worker:"));
  EXPECT_THAT(names_of(plots[0]), ElementsAre("a", "b", "METG"));
}

TEST(GrainPlot, DrawsTheReferenceFirstAndThenTheBestAndNamesTheOthers) {
  std::vector<bench_cost> costs;
  for (const auto* name : {"j", "i", "h", "g", "f", "e", "d", "c", "b"})
    costs.push_back(grain(name, 1e-8 * name[0]));
  costs.push_back(grain("thread_pool", 1e-5));
  const auto plot = make_grain_plots(costs, english).at(0);
  EXPECT_THAT(names_of(plot),
              ElementsAre("thread_pool", "b", "c", "d", "e", "f", "g", "h", "METG"));
  EXPECT_EQ(plot.series.back().points.size(), 8U) << "only of those that are drawn";
  EXPECT_THAT(plot.caption, HasSubstr("Left out: i, j."));
  costs.erase(costs.begin(), costs.begin() + 2);
  EXPECT_THAT(make_grain_plots(costs, english).at(0).caption, Not(HasSubstr("Left out")));
}

TEST(GrainPlot, KnowsTheReferenceEvenWhereItsMetgIsUnknown) {
  auto reference = grain("thread_pool", 1e-4);
  reference.values = reference.ratios = {std::nan("")};
  auto others = grain("tbb", 1e-6), elsewhere = grain("thread_pool", 1e-6, 1);
  others.ratios = {};
  auto as_good_once = grain("tbb", 1e-6, 1);
  as_good_once.ratios = {1};
  auto not_always = grain("tbb", 1e-6, 4);
  not_always.ratios = {0.9};
  const auto plots =
      make_grain_plots({others, reference, as_good_once, elsewhere, not_always}, english);
  EXPECT_THAT(names_of(plots.at(0)), ElementsAre("thread_pool", "tbb", "METG"));
  EXPECT_THAT(names_of(plots.at(1)), ElementsAre("thread_pool", "tbb", "METG"));
}

TEST(TripPlot, ShowsThePartThatIsOverByThen) {
  const auto plots =
      make_trip_plots({with_curve("round_trip", "asio", 1e-6, {{0.5, 1e-6}, {0.9, 3e-6}}),
                       with_curve("paused", "asio", 1e-6, {{0.5, 5e-5}})},
                      english);
  ASSERT_EQ(plots.size(), 2U);
  const auto& points = plots[0].series.at(0).points;
  ASSERT_EQ(points.size(), 2U);
  EXPECT_NEAR(points[1].x, 3, 1e-9);
  EXPECT_EQ(points[1].y, 0.9);
  EXPECT_TRUE(plots[0].x.is_logarithmic);
  EXPECT_FALSE(plots[0].y.is_logarithmic);
}

TEST(TripPlot, HasMarksAtRoundNumbersWhateverTheRange) {
  const auto ticks = [](double least, double most) {
    return make_trip_plots(
               {with_curve("paused", "a", 1, {{0.1, least * 1e-6}, {0.9, most * 1e-6}})}, english)
        .at(0)
        .x.ticks;
  };
  EXPECT_THAT(ticks(1.6, 4.6), ElementsAre(2, 3, 4));
  EXPECT_THAT(ticks(0.9, 30), ElementsAre(1, 2, 5, 10, 20));
  EXPECT_THAT(ticks(0.9, 3e4), ElementsAre(1, 10, 100, 1'000, 10'000));
  EXPECT_THAT(ticks(6.1, 6.9), IsEmpty()) << "it looks well with what gnuplot finds";
  EXPECT_THAT(ticks(1e-200, 1e200), IsEmpty());
}

TEST(CurvePlots, AreOfThoseWhoHaveCurvesThatCanBeDrawn) {
  auto refused = grain("refused", 1e-6);
  refused.problem = "refused: it would starve";
  const auto nan = std::nan("");
  const auto wrong =
      with_curve("metg_trivial", "wrong", 1, {{nan, 1}, {1, nan}, {0, 1}, {1, -1}, {HUGE_VAL, 1}});
  EXPECT_THAT(make_grain_plots({with_curve("metg_trivial", "old", 1, {}), refused, wrong}, english),
              IsEmpty());
  EXPECT_THAT(make_grain_plots({with_curve("fib", "a", 1, {{1, 1}})}, english), IsEmpty());
  EXPECT_THAT(make_trip_plots({grain("a", 1e-6)}, english), IsEmpty());
}

}  // namespace
}  // namespace reports
