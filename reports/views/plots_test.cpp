// SPDX-License-Identifier: MIT
// The plots of a record show what one computes by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "reports/golden/samples.hpp"
#include "reports/views/bench_plots.hpp"
#include "reports/views/grade_plots.hpp"

namespace reports {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const wording english(language::en);

bench_result run(const std::string& backend, int workers, std::vector<double> seconds) {
  return {.workload = "fib",
          .backend = backend,
          .workers = workers,
          .tasks = 1,
          .wall_seconds = std::move(seconds),
          .cpu_seconds = {},
          .answer_checked = true,
          .problem = {}};
}

std::vector<plot> plots_of(std::vector<bench_result> results) {
  return make_workload_plots("fib", {.environment = {}, .results = std::move(results)}, english);
}

TEST(SpeedupPlot, DividesABackendsOwnTimeOnOneWorker) {
  const auto plots = plots_of(
      {run("a", 2, {2, 2, 4}), run("a", 1, {3, 4, 5}), run("b", 2, {1}), run("c", 0, {1})});
  ASSERT_EQ(plots.size(), 1U);
  EXPECT_THAT(plots[0].caption, HasSubstr("own time on one worker"));
  ASSERT_EQ(plots[0].series.size(), 1U) << "b has no one worker, c no number of them";
  const auto& points = plots[0].series[0].points;
  ASSERT_EQ(points.size(), 2U);
  EXPECT_EQ(points[0].x, 1);
  EXPECT_EQ(points[1].x, 2);
  EXPECT_EQ(points[0].y, 1);
  EXPECT_EQ(points[1].y, 2);
  EXPECT_TRUE(std::isnan(points[1].low)) << "three are too few for an interval";
  EXPECT_EQ(plots[0].references[0].to.x, 2);
  EXPECT_EQ(plots[0].references[0].to.y, 2);
}

TEST(SpeedupPlot, DividesTheSerialTimeOfEachPairWhereThereIsOne) {
  auto one = run("a", 1, {2, 2, 2, 2, 2, 2});
  auto two = run("a", 2, {1, 1, 1, 1, 1, 1});
  one.serial_seconds = {1, 1, 1, 1, 1, 1};
  two.serial_seconds = {1, 2, 3, 4, 5, 6};
  const auto plots = plots_of({one, two});
  ASSERT_EQ(plots.size(), 1U);
  EXPECT_THAT(plots[0].caption, HasSubstr("serial code"));
  const auto& points = plots[0].series[0].points;
  EXPECT_EQ(points[0].y, 0.5);
  EXPECT_EQ(points[1].y, 3.5);
  EXPECT_EQ(points[1].low, 1);
  EXPECT_EQ(points[1].high, 6);
}

TEST(SpeedupPlot, NeedsTwoNumbersOfWorkersAndTimesThatAreTimes) {
  EXPECT_THAT(plots_of({run("a", 1, {1})}), IsEmpty());
  EXPECT_THAT(plots_of({run("a", 1, {1}), run("a", 2, {0, -1, std::nan("")})}), IsEmpty());
  auto wrong = run("a", 2, {1});
  wrong.problem = "wrong";
  EXPECT_THAT(plots_of({run("a", 1, {1}), wrong}), IsEmpty());
  EXPECT_THAT(plots_of({}), IsEmpty());
}

TEST(SpeedupPlot, SaysHowManyItLeavesOut) {
  std::vector<bench_result> results;
  for (int at = 0; at < 15; ++at) {
    results.push_back(run(std::to_string(at), 1, {1}));
    results.push_back(run(std::to_string(at), 2, {1}));
  }
  const auto plots = plots_of(results);
  EXPECT_EQ(plots[0].series.size(), 12U);
  EXPECT_THAT(plots[0].caption, HasSubstr("first 12 of 15"));
}

TEST(RatioPlot, HasARowForEachResultThatWasPaired) {
  auto paired = run("tbb", 2, {1, 1, 1});
  paired.reference_ratios = {0.5, std::nan(""), 2};
  const auto plots = plots_of({run("thread_pool", 2, {1, 1, 1}), paired});
  ASSERT_EQ(plots.size(), 1U);
  EXPECT_EQ(plots[0].kind, plot_kind::strips);
  ASSERT_EQ(plots[0].series.size(), 1U);
  EXPECT_EQ(plots[0].series[0].name, "tbb, 2");
  EXPECT_EQ(plots[0].series[0].points[0].x, 1.25);
  EXPECT_EQ(plots[0].series[0].samples.size(), 2U);
  EXPECT_EQ(plots[0].references[0].from.x, 1);
  EXPECT_FALSE(plots[0].x.is_logarithmic);
}

TEST(RatioPlot, ShowsEqualFactorsAsEqualLengthsWhereTheyDifferMuch) {
  auto paired = run("tbb", 2, {1, 1});
  paired.reference_ratios = {0.1, 10};
  EXPECT_TRUE(plots_of({paired})[0].x.is_logarithmic);
  paired.reference_ratios = {0, 10};
  EXPECT_FALSE(plots_of({paired})[0].x.is_logarithmic) << "0 has no place there";
}

TEST(CostPlot, IsOneForEachWorkInMicrosecondsOrBytes) {
  auto costs = sample_overheads().costs;
  costs.resize(3);
  const auto plots = make_cost_plots(costs, english);
  ASSERT_EQ(plots.size(), 2U);
  EXPECT_EQ(plots[0].series.size(), 1U) << "what was refused has no row";
  EXPECT_EQ(plots[0].series[0].name, "tbb, 2");
  EXPECT_EQ(plots[0].x.unit, "µs");
  EXPECT_NEAR(plots[0].series[0].points[0].x, 0.08, 1e-12);
  EXPECT_EQ(plots[0].title, "fib: cost of a task");
  EXPECT_EQ(plots[1].x.unit, "bytes");
  EXPECT_EQ(plots[1].series[0].points[0].x, 192);
}

submission_record graded(double points, double most = 20) {
  submission_record record;
  record.verdict = verdict::partial;
  record.points = points;
  record.max_points = most;
  return record;
}

TEST(GradePlot, CountsEachPointFromItsLeftEdge) {
  const auto plots = make_grade_plots(
      {graded(0), graded(0.5), graded(19.5), graded(20), graded(20), submission_record{}}, english);
  ASSERT_EQ(plots.size(), 1U);
  const auto& bars = plots[0].series[0].points;
  ASSERT_EQ(bars.size(), 21U);
  EXPECT_EQ(plots[0].bar_width, 1);
  EXPECT_EQ(bars[0].y, 2);
  EXPECT_EQ(bars[19].y, 1);
  EXPECT_EQ(bars[20].y, 2) << "our own fault is no grade";
  EXPECT_EQ(plots[0].references[0].from.x, 19.5);
}

TEST(GradePlot, IsInPercentWhereNotAllCanGetAsMany) {
  const auto plots = make_grade_plots({graded(10), graded(10, 10)}, english);
  EXPECT_EQ(plots[0].x.unit, "%");
  EXPECT_EQ(plots[0].bar_width, 5);
  EXPECT_EQ(plots[0].series[0].points[10].y, 1);
  EXPECT_EQ(plots[0].series[0].points[20].y, 1);
}

TEST(GradePlot, NeedsTwoThatWereJudgedAndPointsThatAreMeant) {
  EXPECT_THAT(make_grade_plots({}, english), IsEmpty());
  EXPECT_THAT(make_grade_plots({graded(1), submission_record{}}, english), IsEmpty());
  EXPECT_THAT(make_grade_plots({graded(1), graded(std::nan(""))}, english), IsEmpty());
  EXPECT_THAT(make_grade_plots({graded(1, 1e300), graded(1, 1e300)}, english), IsEmpty());
  EXPECT_EQ(make_grade_plots({graded(-5), graded(50)}, english)[0].series[0].points[20].y, 1);
}

}  // namespace
}  // namespace reports
