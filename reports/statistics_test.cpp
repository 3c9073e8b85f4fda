// SPDX-License-Identifier: MIT
// Medians and decimals are what one computes by hand.
#include "reports/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace reports {
namespace {

const double nan = std::nan("");

TEST(Statistics, KnowTheMedianAndTheMinimum) {
  EXPECT_EQ(median({3, 1, 2}), 2);
  EXPECT_EQ(median({4, 1, 2, 3}), 2.5);
  EXPECT_EQ(median({7}), 7);
  EXPECT_EQ(minimum({3, 1, 2}), 1);
}

TEST(Statistics, LeaveUnknownValuesOut) {
  EXPECT_EQ(median({nan, 3, 1, nan, 2}), 2);
  EXPECT_EQ(minimum({-std::numeric_limits<double>::infinity(), 2}), 2);
  EXPECT_EQ(median({}), std::nullopt);
  EXPECT_EQ(median({nan}), std::nullopt);
  EXPECT_EQ(minimum({nan}), std::nullopt);
}

TEST(Statistics, FindTheDecimalsThatValuesNeed) {
  EXPECT_EQ(decimals_needed({1, 20, 0}, 2), 0);
  EXPECT_EQ(decimals_needed({1, 12.5, nan}, 2), 1);
  EXPECT_EQ(decimals_needed({0.25, 0.1 + 0.2}, 2), 2);
  EXPECT_EQ(decimals_needed({0.1 + 0.2}, 2), 1);
  EXPECT_EQ(decimals_needed({1.0 / 3}, 2), 2);
  EXPECT_EQ(decimals_needed({}, 2), 0);
}

TEST(Statistics, FindTheDecimalsOfThreeDigits) {
  EXPECT_EQ(decimals_for_three_digits(0.0123, 4), 4);
  EXPECT_EQ(decimals_for_three_digits(0.123, 4), 3);
  EXPECT_EQ(decimals_for_three_digits(1.23, 4), 2);
  EXPECT_EQ(decimals_for_three_digits(12.3, 4), 1);
  EXPECT_EQ(decimals_for_three_digits(123, 4), 0);
  EXPECT_EQ(decimals_for_three_digits(1e9, 4), 0);
  EXPECT_EQ(decimals_for_three_digits(0, 4), 0);
}

TEST(MedianInterval, IsThatOfTheSignTest) {
  EXPECT_FALSE(median_interval({1, 2, 3, 4, 5}));
  const auto six = median_interval({6, 1, 5, 2, 4, 3});
  EXPECT_EQ(six->low, 1);
  EXPECT_EQ(six->high, 6);
  std::vector<double> many(20);
  std::iota(many.begin(), many.end(), 1);
  const auto twenty = median_interval(many);  // ranks 6 and 15, as tables have it
  EXPECT_EQ(twenty->low, 6);
  EXPECT_EQ(twenty->high, 15);
  many.resize(100000);
  std::iota(many.begin(), many.end(), 1);
  EXPECT_EQ(median_interval(many)->low, 49690);
}

}  // namespace
}  // namespace reports
