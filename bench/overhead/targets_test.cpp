// SPDX-License-Identifier: MIT
// Bounds are judged by the paired ratios or by the reference's own costs, and unknown is not met.
#include "bench/overhead/targets.hpp"

#include <gmock/gmock.h>

#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

using reports::bench_cost;
using testing::IsEmpty;
using testing::IsNan;

bench_cost cost(const std::string& competitor, std::vector<double> values,
                std::vector<double> ratios, int workers = 1) {
  return {.work = "flood",
          .competitor = competitor,
          .workers = workers,
          .unit = "s",
          .values = std::move(values),
          .ratios = std::move(ratios),
          .answer_checked = true,
          .problem = {}};
}

const std::vector<bench_cost> measured{
    cost("thread_pool", {10e-9, 12e-9, 11e-9}, {1, 1, 1}),
    cost("asio", {100e-9, 100e-9, 110e-9}, {0.10, 0.12, 0.10}),
    cost("tbb", {20e-9, 25e-9, 20e-9}, {0.50, 0.48, 0.55}),
};

reports::bench_target judged(const target& bound) { return judge({bound}, measured).at(0); }

TEST(Targets, AreMetByTheMedianOfTheRatios) {
  const auto met = judged({"flood", "thread_pool", "asio", 0.10});
  EXPECT_EQ(met.measured, 0.10);
  EXPECT_EQ(met.unit, "ratio");
  EXPECT_EQ(is_met(met), true);
  EXPECT_EQ(is_met(judged({"flood", "thread_pool", "asio", 0.09})), false);
}

TEST(Targets, AreMetByTheReferencesOwnCosts) {
  const auto own = judged({"flood", "thread_pool", "", 11e-9});
  EXPECT_EQ(own.measured, 11e-9);
  EXPECT_EQ(own.unit, "s");
  EXPECT_EQ(is_met(own), true);
}

TEST(Targets, FindTheBestOfTheOthers) {
  const auto best = judged({"flood", "thread_pool", best_of_the_others, 1.2});
  EXPECT_EQ(best.against, "tbb");
  EXPECT_EQ(best.measured, 0.50);
}

TEST(Targets, TakeNoRatioForACost) {
  auto ratio = cost("via_tbb/tbb", {1e-12}, {});  // less than any cost, but of another unit
  ratio.unit = "ratio";
  auto with_ratio = measured;
  with_ratio.push_back(ratio);
  const auto best = judge({{"flood", "thread_pool", best_of_the_others, 1.2}}, with_ratio).at(0);
  EXPECT_EQ(best.against, "tbb");
}

TEST(Targets, AreUnknownWhereNothingWasMeasured) {
  const auto absent = judged({"flood", "thread_pool", "openmp", 1});
  EXPECT_THAT(absent.measured, IsNan());
  EXPECT_EQ(is_met(absent), std::nullopt);
  EXPECT_THAT(judge({{"fib", "thread_pool", "tbb", 1}}, measured), IsEmpty());
}

TEST(Targets, HaveAnIntervalFromSixRoundsOn) {
  EXPECT_THAT(judged({"flood", "thread_pool", "", 1}).low, IsNan());
  const auto surely = judge({{"flood", "thread_pool", "", 1}},
                            {cost("thread_pool", {1, 2, 3, 4, 5, 6}, {1, 1, 1, 1, 1, 1})});
  EXPECT_EQ(surely.at(0).low, 1);
  EXPECT_EQ(surely.at(0).high, 6);
}

TEST(Targets, AreJudgedByTheRoundsThatCount) {
  auto disturbed = cost("thread_pool", {1, 9, 9}, {1, 1, 1});
  disturbed.disturbances = {"", "noise", "noise"};
  EXPECT_EQ(judge({{"flood", "thread_pool", "", 2}}, {disturbed}).at(0).measured, 1);
}

TEST(Targets, AreJudgedForEachNumberOfWorkers) {
  const auto both = judge({{"flood", "thread_pool", "", 1}},
                          {cost("thread_pool", {2}, {1}, 2), cost("thread_pool", {0.5}, {1}, 1)});
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(is_met(both[0]), true);
  EXPECT_EQ(is_met(both[1]), false);
}

TEST(Targets, NameCompetitorsThatThereAre) {
  for (const auto& each : targets()) {
    const auto knows = [](const auto& list, std::string_view name) {
      return std::ranges::any_of(list, [&](const auto& one) { return one.name == name; });
    };
    EXPECT_TRUE(knows(works(), each.work)) << each.work;
    EXPECT_TRUE(knows(competitors(), each.reference)) << each.reference;
    const bool names_one = !each.against.empty() && each.against != best_of_the_others;
    EXPECT_TRUE(!names_one || knows(competitors(), each.against)) << each.against;
  }
}

}  // namespace
}  // namespace bench::overhead
