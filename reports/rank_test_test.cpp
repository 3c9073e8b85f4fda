// SPDX-License-Identifier: MIT
// The rank test against published values, all orderings counted one by one, and a simulation.
#include "reports/rank_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>

namespace reports {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;

/// All orderings of m first and n second values, each as likely as the others.
double by_counting(const std::vector<double>& first, const std::vector<double>& second) {
  const auto above = [](const std::vector<double>& x, const std::vector<double>& y) {
    int count = 0;
    for (const auto a : x)
      for (const auto b : y) count += b > a ? 1 : 0;
    return count;
  };
  std::vector<int> owner(first.size(), 0);
  owner.resize(first.size() + second.size(), 1);
  int as_far = 0, all = 0;
  do {
    std::vector<double> x, y;
    for (std::size_t rank = 0; rank < owner.size(); ++rank)
      (owner[rank] == 0 ? x : y).push_back(static_cast<double>(rank));
    as_far += above(x, y) >= above(first, second) ? 1 : 0;
    ++all;
  } while (std::next_permutation(owner.begin(), owner.end()));
  return static_cast<double>(as_far) / all;
}

TEST(RankTest, CountsTheOrderings) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> value;
  for (std::size_t m = 1; m <= 5; ++m)
    for (std::size_t n = 1; n <= 5; ++n) {
      std::vector<double> first(m), second(n);
      for (auto& each : first) each = value(random);
      for (auto& each : second) each = value(random);
      EXPECT_NEAR(probability_of_as_far_above(first, second), by_counting(first, second), 1e-12);
    }
}

TEST(RankTest, HasTheExtremesOfTheTables) {
  const std::vector<double> low{1, 2, 3, 4, 5, 6, 7, 8, 9},
      high{11, 12, 13, 14, 15, 16, 17, 18, 19};
  EXPECT_NEAR(probability_of_as_far_above(low, high), 1.0 / 48620, 1e-12);  // C(18, 9)
  EXPECT_NEAR(probability_of_as_far_above(high, low), 1, 1e-12);
  EXPECT_EQ(probability_of_as_far_above({}, high), 1);
  EXPECT_EQ(probability_of_as_far_above({1, 1, 1}, {1, 1, 1}), 1) << "equal is not above";
}

// The 5 % critical values of two-sided tables: U of 2 for 5 and 5, of 23 for 10 and 10.
TEST(RankTest, CutsItsIntervalWhereTheTablesDo) {
  const auto with = [](std::size_t n) {
    std::vector<double> first(n), second;
    for (std::size_t i = 0; i < n; ++i) {
      first[i] = static_cast<double>(i * n);
      second.push_back(1000 + static_cast<double>(i));
    }
    std::vector<double> differences;
    for (const auto x : first)
      for (const auto y : second) differences.push_back(y - x);
    std::ranges::sort(differences);
    const auto found = shift_between(first, second, 0.95).value();
    return std::ranges::find(differences, found.low) - differences.begin();
  };
  EXPECT_EQ(with(5), 2);
  EXPECT_EQ(with(10), 23);
}

TEST(RankTest, HasNoIntervalOfTooFew) {
  EXPECT_EQ(shift_between({1, 2, 3}, {4, 5, 6}, 0.95), std::nullopt);
  EXPECT_NE(shift_between({1, 2, 3, 4}, {4, 5, 6, 7}, 0.95), std::nullopt);
  EXPECT_EQ(shift_between({}, {1}, 0.5), std::nullopt);
}

TEST(RankTest, IntervalHoldsTheShiftAsOftenAsItSays) {
  std::mt19937 random(7);
  std::exponential_distribution<double> delay(1);
  constexpr int trials = 2000;
  int held = 0;
  for (int trial = 0; trial < trials; ++trial) {
    std::vector<double> first(8), second(8);
    for (auto& each : first) each = delay(random);
    for (auto& each : second) each = 3 + delay(random);
    const auto found = shift_between(first, second, 0.95).value();
    held += found.low <= 3 && 3 <= found.high ? 1 : 0;
    EXPECT_LE(found.low, found.estimate);
    EXPECT_LE(found.estimate, found.high);
  }
  EXPECT_GE(held, 0.94 * trials);
  EXPECT_LE(held, 0.98 * trials) << "wider than need be";
}

// The second sample is the first, shifted by so many places of `size`.
std::pair<std::vector<double>, std::vector<double>> shifted(std::size_t size, double places) {
  std::vector<double> first, second;
  for (std::size_t i = 0; i < size; ++i) {
    first.push_back(static_cast<double>(i));
    second.push_back(static_cast<double>(i) + 0.5 + places);
  }
  return {first, second};
}

TEST(RankTest, SaysOfSamplesOfSixtyFourWhatItSaysOfOnesThatAreNotCounted) {
  for (const double part : {0.0, 0.1, 0.2, 0.3}) {
    const auto [x, y] = shifted(64, 64 * part);
    const auto [more_x, more_y] = shifted(65, 65 * part);
    const auto exact = probability_of_as_far_above(x, y);
    const auto normal = probability_of_as_far_above(more_x, more_y);
    EXPECT_GE(normal, 0.97 * exact) << "no bolder than counting, at " << part;
    EXPECT_LE(normal, exact > 1e-3 ? 1.06 * exact : 1e-3) << part;
    const auto sure = shift_between(x, y, 0.95).value();
    const auto more_sure = shift_between(more_x, more_y, 0.95).value();
    EXPECT_NEAR(more_sure.low - more_sure.estimate, sure.low - sure.estimate, 1);
    EXPECT_NEAR(more_sure.high - more_sure.estimate, sure.high - sure.estimate, 1);
  }
}

TEST(RankTest, IsQuickWithAThousandAndMore) {
  const auto [x, y] = shifted(1000, 100);
  EXPECT_LT(probability_of_as_far_above(x, y), 1e-6);
  EXPECT_GT(probability_of_as_far_above(y, x), 0.999);
  EXPECT_EQ(shift_between(x, y, 0.95).value().estimate, 100.5);
}

TEST(RankTest, AdjustsForMany) {
  // Worked by hand: 4 x 0.005, 3 x 0.01, 2 x 0.03, 1 x 0.04 raised to the one before.
  EXPECT_THAT(adjusted_for_many({0.01, 0.04, 0.03, 0.005}),
              ElementsAre(DoubleEq(0.03), DoubleEq(0.06), DoubleEq(0.06), DoubleEq(0.02)));
  EXPECT_THAT(adjusted_for_many({0.9, 0.8}), ElementsAre(1, 1));
}

}  // namespace
}  // namespace reports
