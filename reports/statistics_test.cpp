// SPDX-License-Identifier: MIT
// Quotients and decimals are what one computes by hand.
#include "reports/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace reports {
namespace {

const double nan = std::nan("");

TEST(Statistics, KnowTheMinimum) {
  EXPECT_EQ(minimum({3, 1, 2}), 1);
  EXPECT_EQ(minimum({-std::numeric_limits<double>::infinity(), 2}), 2);
  EXPECT_EQ(minimum({nan}), std::nullopt);
}

TEST(Statistics, DivideTimesByTimesOnly) {
  const auto found = quotients({1, 3, 0, -1, 1, 7}, {2, 2, 2, 2, 0});
  ASSERT_EQ(found.size(), 5U);
  EXPECT_EQ(found[0], 0.5);
  EXPECT_EQ(found[1], 1.5);
  for (std::size_t at = 2; at < found.size(); ++at) EXPECT_TRUE(std::isnan(found[at])) << at;
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

}  // namespace
}  // namespace reports
