// SPDX-License-Identifier: MIT
// A curve has percentiles that enough trips decide, and the median of the legs.
#include "bench/overhead/curves.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>

#include "bench/overhead/fake_pools.hpp"

namespace bench::overhead {
namespace {

using reports::curve_point;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<double> one_to(std::size_t n) {
  std::vector<double> values(n);
  std::iota(values.begin(), values.end(), 1);
  return values;
}

std::vector<double> parts_of(const std::vector<curve_point>& curve) {
  std::vector<double> parts;
  for (const auto& each : curve) parts.push_back(each.x);
  return parts;
}

TEST(CurveOfTrips, HasThePercentilesWithTenTripsOnEitherSide) {
  EXPECT_THAT(curve_of_trips(one_to(19)), IsEmpty());
  EXPECT_THAT(parts_of(curve_of_trips(one_to(20))), ElementsAre(0.5));
  EXPECT_THAT(parts_of(curve_of_trips(one_to(100))),
              ElementsAre(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9));
  const auto most = curve_of_trips(one_to(10'000));
  EXPECT_EQ(most.front().x, 0.05);
  EXPECT_EQ(most.front().y, 500);
  EXPECT_EQ(most.back().x, 0.999);
  EXPECT_EQ(most.back().y, 9'990);
  EXPECT_LT(curve_of_trips(one_to(9'999)).back().x, 0.999);
}

leg with(std::vector<curve_point> curve) { return {{1}, 0, 1, std::move(curve)}; }

TEST(MedianCurve, IsThatOfEachPointByItself) {
  const auto made = median_curve(
      {with({{1, 10}, {2, 20}}), with({{1, 30}, {2, 90}, {3, 5}}), with({{1, 20}, {2, 30}})});
  ASSERT_EQ(made.size(), 3U);
  EXPECT_EQ(made[0].x, 1);
  EXPECT_EQ(made[0].y, 20);
  EXPECT_EQ(made[1].y, 30);
  EXPECT_EQ(made[2].y, 5);
  EXPECT_THAT(median_curve({}), IsEmpty());
  EXPECT_THAT(median_curve({with({}), with({{1, std::nan("")}})}), IsEmpty());
}

/// Trips that take one second, two, and so on, times a factor.
template <int Factor>
class trip_pool final : public pool {
 public:
  timed_trips trips(std::int64_t count, std::chrono::nanoseconds) override {
    timed_trips timed{one_to(static_cast<std::size_t>(count)), count};
    for (auto& each : timed.seconds) each *= Factor;
    return timed;
  }
};

template <int Factor>
competitor that(std::string_view name) {
  return {.name = name, .summary = "a fake", .make = [](std::size_t) -> std::unique_ptr<pool> {
            return std::make_unique<trip_pool<Factor>>();
          }};
}

TEST(Suite, KeepsTheCurveOfTripsBesideTheirMedianAndNowhereElse) {
  auto adapter = that<2>("via_native");
  adapter.adapts = "native";
  const work trips{.place = 0,
                   .name = "trip",
                   .summary = "a fake",
                   .metrics = {{"trip", "s"}, {"trip_p90", "s"}},
                   .sizes = {.trial = 20, .tiny = 100, .whole = 100},
                   .workers = {1},
                   .measure =
                       [](pool& on, std::int64_t count) {
                         return percentiles(on.trips(count, {}), {0.5, 0.9});
                       },
                   .answer = itself};
  const auto found = fake::run({{trips}, {adapter, that<1>("native")}, {}, scale::tiny});
  ASSERT_EQ(found.costs.size(), 6U);
  for (const auto& each : found.costs) {
    const bool has_curve = each.work == "trip" && each.unit == "s";
    EXPECT_EQ(each.curve.empty(), !has_curve) << each.work << " of " << each.competitor;
  }
  EXPECT_EQ(found.costs[0].curve.back().x, 0.9);
  EXPECT_EQ(found.costs[0].curve.back().y, 180);
}

}  // namespace
}  // namespace bench::overhead
