// SPDX-License-Identifier: MIT
// What the kernel counted is taken for a disturbance when it grew, and for nothing when unknown.
#include "reports/record/machine_gates.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

namespace reports {
namespace {

using ::testing::HasSubstr;

TEST(MachineGates, NameWhatGrew) {
  const machine_counters before{.stolen_ticks = 100, .throttled = 5};
  EXPECT_EQ(disturbance_between(before, before), "");
  EXPECT_EQ(disturbance_between(before, {.stolen_ticks = 101, .throttled = 5}), "");
  EXPECT_THAT(disturbance_between(before, {.stolen_ticks = 102, .throttled = 5}),
              HasSubstr("the host"));
  EXPECT_EQ(disturbance_between(before, {.stolen_ticks = 110, .throttled = 5}, 10), "");
  EXPECT_THAT(disturbance_between(before, {.stolen_ticks = 100, .throttled = 6}),
              HasSubstr("control group"));
}

TEST(MachineGates, TakeTheUnknownForNoDisturbance) {
  EXPECT_EQ(disturbance_between({}, {.stolen_ticks = 100, .throttled = 5}), "");
  EXPECT_EQ(disturbance_between({.stolen_ticks = 1, .throttled = 1}, {}), "");
}

TEST(MachineGates, BoundWhatTheHostTook) {
  const machine_counters before{.stolen_ticks = 100, .throttled = 5};
  EXPECT_EQ(most_seconds_taken(before, {.stolen_ticks = 101, .throttled = 5}), 0);
  EXPECT_DOUBLE_EQ(most_seconds_taken(before, {.stolen_ticks = 104, .throttled = 5}).value(), 0.05);
  EXPECT_FALSE(most_seconds_taken(before, {.stolen_ticks = 104, .throttled = 6}));
  EXPECT_FALSE(most_seconds_taken(before, {}));
}

TEST(MachineGates, SeeAnotherThreadThatRuns) {
  std::atomic<bool> runs{false}, stop{false};
  std::thread other([&] {
    while (!stop) runs = true;
  });
  while (!runs) std::this_thread::yield();
  EXPECT_FALSE(machine_is_quiet());
  stop = true;
  other.join();
}

TEST(MachineGates, SayWhatTheyWatch) {
  const auto text = describe_gates();
  for (const char* each : {"steal", "throttling", "load"}) EXPECT_THAT(text, HasSubstr(each));
}

}  // namespace
}  // namespace reports
