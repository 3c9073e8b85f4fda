// SPDX-License-Identifier: MIT
// The A/A control of each group, and rounds that end in time, by a clock that legs wind on.
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "bench/faulty.hpp"
#include "bench/groups.hpp"
#include "bench/measure.hpp"

namespace bench {
namespace {

using testing::AllOf;
using testing::Each;
using testing::Ge;
using testing::Gt;
using testing::IsEmpty;
using testing::Le;
using testing::Lt;
using testing::SizeIs;

class RoundsInTime : public testing::Test {
 protected:
  static std::vector<cell> cells_of(const workload& what) {
    std::vector<cell> cells;
    for (const char* name : {"alpha", "thread_pool", "omega"})
      cells.push_back({what, 1, {.name = name}, 2});
    return cells;
  }

  measurement measure_all(const std::vector<cell>& cells, const effort& each) {
    const surroundings with{
        .run_leg =
            [this](const leg& what, auto) {
              passed_ += seconds_of_leg_;
              legs_.push_back(what.backend);
              const auto slower = what.backend == "thread_pool" ? 1 + 0.5 * (++own_ % 2) : 4;
              return leg_result{.samples = {slower}, .workers = 2};
            },
        .watch = [this](const auto& doing) -> std::string {
          doing();
          return legs_.size() == disturbed_ || legs_.size() == disturbed_ + 1 ? "noise" : "";
        },
        .elapsed_seconds = [this] { return passed_; }};
    return measure(cells, each, with);
  }
  /// Three cells and their control, in legs that take so long that a round takes those seconds.
  std::size_t rounds_of(scale suite, double seconds_of_round) {
    const auto cells = cells_of(faulty::right());
    const auto legs = legs_in_a_round(cells, true);
    seconds_of_leg_ = seconds_of_round / static_cast<double>(legs);
    passed_ = 0;
    auto each = effort_for(suite, legs);
    each.repetition_seconds = 0;  // else long legs have fewer rounds
    const auto found = measure_all(cells, each);
    EXPECT_FALSE(found.interrupted);
    EXPECT_EQ(found.out_of_time,
              found.results[0].wall_seconds.size() < static_cast<std::size_t>(each.repetitions));
    for (const auto& result : found.results)
      EXPECT_EQ(result.wall_seconds.size(), found.results[0].wall_seconds.size())
          << "a round is never cut off";
    return found.results[0].wall_seconds.size();
  }

  double seconds_of_leg_ = 0, passed_ = 0;
  std::vector<std::string> legs_;
  int own_ = 0;
  std::size_t disturbed_ = 1'000'000;
};

TEST_F(RoundsInTime, HaveOneMoreLegOfTheReferenceWhereThereIsAControl) {
  const auto found = measure_all(cells_of(faulty::right()), {.repetitions = 8, .control = true});
  EXPECT_THAT(legs_, SizeIs(8 * 4));
  EXPECT_EQ(std::ranges::count(legs_, "thread_pool"), 8 * 2);
  EXPECT_THAT(found.results[1].control_ratios, SizeIs(8));
  for (const auto ratio : found.results[1].control_ratios)
    EXPECT_TRUE(std::abs(ratio - 1.5) < 1e-9 || std::abs(ratio - 1 / 1.5) < 1e-9) << ratio;
  EXPECT_THAT(found.results[0].control_ratios, IsEmpty());
  EXPECT_THAT(found.results[0].reference_ratios, SizeIs(8));
}

TEST_F(RoundsInTime, HaveTheControlAtChangingPlaces) {
  measure_all(cells_of(faulty::right()), {.repetitions = 16, .control = true});
  std::array<int, 4> places{};
  for (std::size_t at = 0; at < legs_.size(); ++at)
    if (legs_[at] == "thread_pool") ++places.at(at % 4);
  EXPECT_THAT(places, Each(Gt(0)));
}

TEST_F(RoundsInTime, HaveNoControlWhereNoneIsAskedForOrThereIsNoReference) {
  EXPECT_THAT(measure_all(cells_of(faulty::right()), {.repetitions = 8}).results[1].control_ratios,
              IsEmpty());
  const std::vector<cell> alone{{faulty::right(), 1, {.name = "alpha"}, 2}};
  legs_.clear();
  measure_all(alone, {.repetitions = 8, .control = true});
  EXPECT_THAT(legs_, SizeIs(8));
}

TEST_F(RoundsInTime, DoNotKnowAControlThatWasDisturbed) {
  disturbed_ = 1;  // the first leg and its repetition: the reference itself
  const auto found = measure_all(cells_of(faulty::right()), {.repetitions = 4, .control = true});
  const auto& ratios = found.results[1].control_ratios;
  ASSERT_THAT(ratios, SizeIs(4));
  EXPECT_TRUE(std::isnan(ratios[0]));
  EXPECT_FALSE(std::isnan(ratios[1]));
}

TEST_F(RoundsInTime, CountTheLegsOfSerialCodeAndControl) {
  auto cells = cells_of(faulty::right());
  EXPECT_EQ(legs_in_a_round(cells, false), 3U);
  EXPECT_EQ(legs_in_a_round(cells, true), 4U);
  for (auto& each : cells) each.what.serial = faulty::one;
  EXPECT_EQ(legs_in_a_round(cells, true), 5U);
  cells.push_back({cells[0].what, 1, {.name = "inline"}, std::nullopt});
  EXPECT_EQ(legs_in_a_round(cells, true), 6U) << "it stands beside the others";
}

TEST_F(RoundsInTime, AreAllMeasuredWhereThereIsTime) {
  EXPECT_EQ(rounds_of(scale::quick, 15), 10U);
  EXPECT_EQ(rounds_of(scale::full, 100), 21U);
}

TEST_F(RoundsInTime, AreFewerWhereThereIsNoTimeAndTheSuiteKeepsItsPromise) {
  for (const double seconds : {19.0, 23.0, 26.9}) {
    EXPECT_THAT(rounds_of(scale::quick, seconds), AllOf(Ge(6U), Lt(9U)));
    EXPECT_THAT(passed_, Le(3 * 60)) << seconds;
  }
  for (const double seconds : {110.0, 200.0, 355.0}) {
    EXPECT_THAT(rounds_of(scale::full, seconds), AllOf(Ge(6U), Lt(21U)));
    EXPECT_THAT(passed_, Le(40 * 60)) << seconds;
  }
}

TEST_F(RoundsInTime, HaveTheLegsOfAnIntervalUnlessTheWholeTimeIsOver) {
  EXPECT_EQ(rounds_of(scale::quick, 30), 6U) << "the sixth begins after 150 s";
  EXPECT_EQ(rounds_of(scale::quick, 60), 3U) << "after 180 s none begins";
  EXPECT_EQ(rounds_of(scale::quick, 1'000), 1U);
  EXPECT_EQ(rounds_of(scale::full, 400), 6U);
  EXPECT_EQ(rounds_of(scale::full, 1'000), 3U);
}

TEST_F(RoundsInTime, OfTheSmallestSuiteHaveNeitherLimitNorControl) {
  const auto tiny = effort_for(scale::tiny, 100);
  EXPECT_FALSE(tiny.control);
  EXPECT_EQ(tiny.total_seconds, std::nullopt);
}

TEST(Plan, KeepsTheWholeSuitesWithinTheirTime) {
  struct suite {
    scale size;
    double promised;
  };
  for (const auto& [size, promised] : {suite{scale::quick, 3 * 60}, {scale::full, 40 * 60}}) {
    const auto legs = legs_in_a_round(make_cells({.workers = {1, 2}, .size = size}), true);
    const auto each = effort_for(size, legs);
    constexpr double start_of_a_process = 0.01;
    const auto round = static_cast<double>(legs) * (each.repetition_seconds + start_of_a_process);
    EXPECT_LT(round * each.repetitions, 0.6 * promised) << "the rest is for cells that are slow";
    EXPECT_LE(*each.total_seconds, 0.9 * promised);
    EXPECT_TRUE(each.control);
  }
}

}  // namespace
}  // namespace bench
