// SPDX-License-Identifier: MIT
// What disturbs a leg, how much of it, and that the unknown does not.
#include "grader/judge/speedup_gates.hpp"

#include <gmock/gmock.h>

namespace judge {
namespace {

using ::testing::HasSubstr;

/// A leg of ours that nothing disturbed: 15 ms on so many threads.
leg_surroundings quiet_leg(unsigned threads = 1) {
  const reports::machine_counters known{.stolen_ticks = 7, .throttled = 0, .pressure_us = 1000};
  return {.before = known,
          .after = known,
          .watched = 0.05,
          .wall = 0.015,
          .independent_threads = threads};
}

TEST(SpeedupGates, LetAQuietLegCount) { EXPECT_EQ(disturbance_of(quiet_leg()), ""); }

TEST(SpeedupGates, AllowHalfAMillisecondAndTwoHundredthsOfEachThreadsTimeInTheRunQueue) {
  auto seen = quiet_leg();
  seen.waited = 0.0005 + 0.019 * 0.015;
  EXPECT_EQ(disturbance_of(seen), "");
  seen.waited = 0.0005 + 0.021 * 0.015;
  EXPECT_EQ(disturbance_of(seen), "a thread had to wait for a processor");
  seen.independent_threads = 2;
  EXPECT_EQ(disturbance_of(seen), "") << "each of two waited half as long";
}

TEST(SpeedupGates, AllowTwoHundredthsOfPressureAndFiveMillisecondsForTheStart) {
  auto seen = quiet_leg(2);
  seen.after.pressure_us = 1000 + 5900;
  EXPECT_EQ(disturbance_of(seen), "");
  seen.after.pressure_us = 1000 + 6100;
  EXPECT_EQ(disturbance_of(seen), "other threads had to wait for a processor");
}

TEST(SpeedupGates, LetASubmissionsThreadsKeepEachOtherWaiting) {
  auto seen = quiet_leg(0);
  seen.waited = 1;
  seen.after.pressure_us = 1'000'000;
  EXPECT_EQ(disturbance_of(seen), "");
  seen.after.stolen_ticks = 9;
  EXPECT_THAT(disturbance_of(seen), HasSubstr("the host")) << "but not others";
}

TEST(SpeedupGates, SeeOthersBeforeTheLegThatHostAndGroupTookTimeIn) {
  auto seen = quiet_leg();
  seen.after.stolen_ticks = 9;
  EXPECT_THAT(disturbance_of(seen), HasSubstr("the host"));
  seen = quiet_leg();
  seen.after.throttled = 1;
  EXPECT_THAT(disturbance_of(seen), HasSubstr("control group"));
  seen.was_quiet = false;
  EXPECT_EQ(disturbance_of(seen), "other programs were running");
}

TEST(SpeedupGates, TakeTheUnknownForNoDisturbance) {
  auto seen = quiet_leg();
  seen.before = {};
  EXPECT_EQ(disturbance_of(seen), "");
  seen = quiet_leg();
  seen.after = {};
  EXPECT_EQ(disturbance_of(seen), "");
}

}  // namespace
}  // namespace judge
