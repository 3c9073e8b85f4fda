// SPDX-License-Identifier: MIT
// Medians and their intervals are what one computes by hand, or what tables have.
#include "reports/record/medians.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace reports {
namespace {

const double nan = std::nan("");

std::vector<double> one_to(std::size_t n) {
  std::vector<double> values(n);
  std::iota(values.begin(), values.end(), 1);
  return values;
}

TEST(Median, IsTheMiddleValueOrTheMeanOfTwo) {
  EXPECT_EQ(median({3, 1, 2}), 2);
  EXPECT_EQ(median({4, 1, 2, 3}), 2.5);
  EXPECT_EQ(median({7}), 7);
}

TEST(Median, LeavesUnknownValuesOut) {
  EXPECT_EQ(median({nan, 3, 1, nan, 2, -std::numeric_limits<double>::infinity()}), 2);
  EXPECT_EQ(median({}), std::nullopt);
  EXPECT_EQ(median({nan}), std::nullopt);
}

TEST(Spread, IsTheMedianDeviationAsAPartOfTheMedian) {
  EXPECT_EQ(spread({10, 11, 9, nan, 10, 50}), 0.1);
  EXPECT_EQ(spread({3}), std::nullopt);
  EXPECT_EQ(spread({3, nan}), std::nullopt);
  EXPECT_EQ(spread({0, 0}), std::nullopt);
}

/// The ranks of the interval's ends among n values.
std::pair<double, double> ranks(std::size_t n) {
  const auto found = median_interval(one_to(n));
  return found ? std::pair(found->low, found->high) : std::pair(0.0, 0.0);
}

TEST(MedianInterval, HasTheRanksOfTheSignTest) {
  EXPECT_EQ(ranks(0), std::pair(0.0, 0.0));
  EXPECT_EQ(ranks(5), std::pair(0.0, 0.0));
  EXPECT_EQ(ranks(6), std::pair(1.0, 6.0));
  EXPECT_EQ(ranks(8), std::pair(1.0, 8.0));
  EXPECT_EQ(ranks(10), std::pair(2.0, 9.0));
  EXPECT_EQ(ranks(20), std::pair(6.0, 15.0));
  EXPECT_EQ(ranks(40), std::pair(14.0, 27.0));
}

TEST(MedianInterval, HasThemForMoreValuesThanChancesThatADoubleHolds) {
  EXPECT_EQ(ranks(1'000), std::pair(469.0, 532.0));
  EXPECT_EQ(ranks(1'075), std::pair(505.0, 571.0));
  EXPECT_EQ(ranks(5'000), std::pair(2'431.0, 2'570.0));
  EXPECT_EQ(ranks(100'000), std::pair(49'690.0, 50'311.0));
}

TEST(MedianInterval, LeavesUnknownValuesOut) {
  EXPECT_FALSE(median_interval({1, 2, nan, 3, 4, 5}));
  EXPECT_EQ(median_interval({6, 1, 5, nan, 2, 4, 3})->high, 6);
}

}  // namespace
}  // namespace reports
