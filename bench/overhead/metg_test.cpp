// SPDX-License-Identifier: MIT
// The METG is where the efficiency crosses a half, and unknown where it does not.
#include "bench/overhead/metg.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

#include "bench/overhead/fake_pools.hpp"

namespace bench::overhead {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsNan;

constexpr double iteration = 2e-9;

/// Points that cost their iterations and so much overhead, with that much noise.
std::vector<sweep_point> sweep(double overhead, double noise = 0, unsigned seed = 1) {
  std::mt19937 dice(seed);
  std::uniform_real_distribution<double> factor(1 - noise, 1 + noise);
  std::vector<sweep_point> made;
  for (double k = 4; k <= 16'384; k *= 2)
    made.push_back({k, (k * iteration + overhead) * factor(dice)});
  return made;
}

TEST(Metg, IsTwiceTheOverheadOfATask) {
  for (const auto overhead : {100e-9, 130e-9, 170e-9, 200e-9, 1e-6, 7e-6})
    EXPECT_NEAR(metg(sweep(overhead), iteration) / (2 * overhead), 1, 0.01) << overhead;
}

TEST(Metg, BearsNoise) {
  for (unsigned seed = 0; seed < 100; ++seed)
    EXPECT_NEAR(metg(sweep(1e-6, 0.1, seed), iteration) / 2e-6, 1, 0.25) << seed;
}

TEST(Metg, DoesNotTakeADisturbedPointForACrossing) {
  auto disturbed = sweep(100e-9);
  for (auto& each : disturbed)
    if (each.iterations > 1'000) each.seconds *= 3;  // an efficiency of a third: others ran
  EXPECT_NEAR(metg(disturbed, iteration) / 200e-9, 1, 0.01);
}

TEST(Metg, IsUnknownWhereTheEfficiencyDoesNotCrossAHalf) {
  EXPECT_THAT(metg(sweep(6e-9), iteration), IsNan());    // good at the finest grain
  EXPECT_THAT(metg(sweep(100e-6), iteration), IsNan());  // bad at the coarsest
  EXPECT_THAT(metg({}, iteration), IsNan());
}

TEST(Metg, IsMoreForWhoComputesMoreSlowly) {
  auto slow = sweep(100e-9);
  for (auto& each : slow) each.seconds *= 1.5;
  EXPECT_GT(metg(slow, iteration), 1.5 * metg(sweep(100e-9), iteration));
}

/// Computes graphs rightly, and says that a point takes its iterations and so much overhead.
template <int OverheadNanoseconds, int IterationPicoseconds = 2'000>
class graph_pool final : public pool {
 public:
  timed_run graph(const task_bench::graph& what) override {
    const auto point = 1e-12 * IterationPicoseconds * static_cast<double>(what.iterations) +
                       1e-9 * OverheadNanoseconds;
    return {point * static_cast<double>(what.points()),
            static_cast<std::int64_t>(task_bench::answer(what))};
  }
};

class wrong_pool final : public pool {
 public:
  timed_run graph(const task_bench::graph&) override { return {1, 1}; }
};

template <class Pool>
competitor that(std::string_view name) {
  return {.name = name, .summary = "a fake", .make = [](std::size_t) -> std::unique_ptr<pool> {
            return std::make_unique<Pool>();
          }};
}

suite_result stencil_of(std::vector<competitor> competitors) {
  auto what = make_metg_work<task_bench::stencil>(0, "metg", "a fake");
  what.workers = {1};
  return fake::run({{what}, std::move(competitors), {}, scale::tiny});
}

TEST(MetgWork, GivesEachRoundsMetgAndComparesThem) {
  const auto found =
      stencil_of({that<graph_pool<1'000>>("other"), that<graph_pool<500>>("thread_pool")});
  EXPECT_TRUE(found.all_right);
  ASSERT_EQ(found.costs.size(), 2U);
  EXPECT_EQ(found.costs[0].unit, "s");
  EXPECT_THAT(found.costs[0].values, ElementsAre(DoubleNear(2e-6, 6e-8), DoubleNear(2e-6, 6e-8)));
  EXPECT_THAT(found.costs[0].ratios, ElementsAre(DoubleNear(0.5, 0.02), DoubleNear(0.5, 0.02)));
}

TEST(MetgWork, TakesTheBestRateOfAllForABase) {
  const auto found =
      stencil_of({that<graph_pool<100, 3'000>>("slow"), that<graph_pool<100>>("thread_pool")});
  // An iteration is worth 2 ns and costs the slow one 3: with 100 ns more that is twice as much for
  // 100 iterations, which are worth 200 ns.
  EXPECT_NEAR(found.costs[0].values.at(0), 4e-7, 1e-8);
  EXPECT_NEAR(found.costs[1].values.at(0), 2e-7, 3e-9);
}

TEST(MetgWork, KeepsTheTimeOfAPointByItsWorkAtTheBestRate) {
  const auto found =
      stencil_of({that<graph_pool<100, 3'000>>("slow"), that<graph_pool<100>>("thread_pool")});
  const auto& slow = found.costs[0].curve;
  ASSERT_EQ(slow.size(), 13U);
  EXPECT_NEAR(slow.front().x, 4 * 2e-9, 1e-10);
  EXPECT_NEAR(slow.front().y, 4 * 3e-9 + 100e-9, 1e-12);
  EXPECT_NEAR(slow.back().x, 16'384 * 2e-9, 1e-6);
  EXPECT_NEAR(slow.back().y, 16'384 * 3e-9 + 100e-9, 1e-12);
  EXPECT_LT(found.costs[1].curve.back().y, slow.back().y);
}

TEST(MetgWork, TakesItsBaseFromLegsThatCount) {
  const auto leg_with = [](double iteration_seconds, std::string disturbance) {
    leg made{{0}, 0, 1};
    for (const auto& [iterations, seconds] : sweep(100e-9))
      made.curve.push_back({iterations, seconds - iterations * (iteration - iteration_seconds)});
    made.disturbance = std::move(disturbance);
    return made;
  };
  std::vector<leg> right{leg_with(2e-9, "")}, disturbed{leg_with(1e-9, "noise")};
  settle_sweeps({&right, &disturbed}, 1);
  EXPECT_NEAR(right[0].values.at(0), 2e-7, 3e-9);
  settle_sweeps({&disturbed}, 1);
  EXPECT_FALSE(disturbed[0].curve.empty()) << "where none counts, all do";
}

TEST(MetgWork, CatchesAWrongAnswerAndGoesOn) {
  const auto found = stencil_of({that<graph_pool<1'000>>("right"), that<wrong_pool>("wrong")});
  EXPECT_FALSE(found.all_right);
  EXPECT_FALSE(std::isnan(found.costs[0].values.at(0)));
  EXPECT_TRUE(found.costs[1].problem.has_value());
}

}  // namespace
}  // namespace bench::overhead
