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

TEST(PairedRatios, AreUnknownWhereThereIsNothingToCompareWith) {
  EXPECT_THAT(paired_ratios({1, 3, 1}, {2, 2, 0}), ElementsAre(0.5, 1.5, IsNan()));
}

TEST(Extrapolated, CountsTheBeginningOnce) {
  EXPECT_DOUBLE_EQ(extrapolated(5, 1, 450, 1'950), 5 + 1'950.0 / 450);
  EXPECT_EQ(extrapolated(5, 0, 450, 1'950), 5);
  EXPECT_EQ(extrapolated(0, 3, 1, 4), 12);
}

}  // namespace
}  // namespace bench::overhead
