// SPDX-License-Identifier: MIT
// The statistics are what one computes by hand.
#include "bench/overhead/statistics.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>

#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

using testing::ElementsAre;
using testing::IsNan;

std::vector<double> one_to(std::size_t n) {
  std::vector<double> values(n);
  std::iota(values.begin(), values.end(), 1);
  return values;
}

TEST(Quantile, IsTheMedianOrAValueThatIsThere) {
  EXPECT_EQ(quantile({4, 1, 3, 2}, 0.5), 2.5);
  EXPECT_EQ(quantile(one_to(3'000), 0.99), 2'970);
  EXPECT_EQ(quantile({5}, 0.99), 5);
  EXPECT_EQ(quantile({std::nan(""), 7}, 0.5), 7);
  EXPECT_THAT(quantile({}, 0.5), IsNan());
}

timed_trips trips_of(std::size_t n) { return {one_to(n), 0}; }

TEST(Percentiles, AreUnknownWhereFewerThanTenTripsAreAbove) {
  const std::vector<double> wanted{0.5, 0.9, 0.99};
  EXPECT_THAT(percentiles(trips_of(99), wanted).values, ElementsAre(50, IsNan(), IsNan()));
  EXPECT_THAT(percentiles(trips_of(100), wanted).values, ElementsAre(50.5, 90, IsNan()));
  EXPECT_THAT(percentiles(trips_of(999), wanted).values, ElementsAre(500, 900, IsNan()));
  EXPECT_THAT(percentiles(trips_of(1'000), wanted).values, ElementsAre(500.5, 900, 990));
  EXPECT_EQ(percentiles(trips_of(99), wanted).tasks, 99);
}

TEST(Spread, IsTheMedianDeviationAsAPartOfTheMedian) {
  EXPECT_EQ(spread({10, 11, 9, 10, 50}), 0.1);
  EXPECT_EQ(spread({3}), std::nullopt);
  EXPECT_EQ(spread({0, 0}), std::nullopt);
}

/// The ranks of the interval's ends among n values.
std::pair<double, double> ranks(std::size_t n) {
  const auto found = median_interval(one_to(n));
  return found ? std::pair(found->low, found->high) : std::pair(0.0, 0.0);
}

TEST(MedianInterval, HasTheRanksOfTheSignTest) {
  EXPECT_EQ(ranks(5), std::pair(0.0, 0.0));
  EXPECT_EQ(ranks(6), std::pair(1.0, 6.0));
  EXPECT_EQ(ranks(8), std::pair(1.0, 8.0));
  EXPECT_EQ(ranks(10), std::pair(2.0, 9.0));
  EXPECT_EQ(ranks(20), std::pair(6.0, 15.0));
  EXPECT_EQ(ranks(40), std::pair(14.0, 27.0));
}

TEST(PairedRatios, AreUnknownWhereThereIsNothingToCompareWith) {
  EXPECT_THAT(paired_ratios({1, 3, 1}, {2, 2, 0}), ElementsAre(0.5, 1.5, IsNan()));
}

}  // namespace
}  // namespace bench::overhead
