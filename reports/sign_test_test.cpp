// SPDX-License-Identifier: MIT
// The sign test gives the numbers of the books.
#include "reports/sign_test.hpp"

#include <gtest/gtest.h>

namespace reports {
namespace {

TEST(SignTest, GivesTheTailOfTheBinomialDistribution) {
  EXPECT_NEAR(probability_of_so_many(6, 6), 1.0 / 64, 1e-12);
  EXPECT_NEAR(probability_of_so_many(5, 6), 7.0 / 64, 1e-12);
  EXPECT_NEAR(probability_of_so_many(9, 10), 11.0 / 1024, 1e-12);
  EXPECT_NEAR(probability_of_so_many(0, 6), 1, 1e-12);
}

TEST(SignTest, CountsAllThatIsAsExtremeAmongMany) {
  EXPECT_NEAR(probability_of_so_many(60, 100), 0.02844397, 1e-8);
  EXPECT_NEAR(probability_of_so_many(300, 400), 1.296e-24, 1e-27);
}

TEST(SignTest, KnowsNothingWithoutATry) { EXPECT_EQ(probability_of_so_many(0, 0), 1); }

}  // namespace
}  // namespace reports
