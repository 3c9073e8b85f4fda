// SPDX-License-Identifier: MIT
// What the kernel counted is taken for a disturbance when it grew, and for nothing when unknown.
#include "reports/record/machine_gates.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>
#include <vector>

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

TEST(MachineGates, TellHowLongSomebodyWaited) {
  const machine_counters before{.pressure_us = 1'000'000};
  EXPECT_DOUBLE_EQ(seconds_of_pressure(before, {.pressure_us = 1'020'000}).value(), 0.02);
  EXPECT_EQ(seconds_of_pressure(before, before), 0);
  EXPECT_FALSE(seconds_of_pressure(before, {}));
  EXPECT_FALSE(seconds_of_pressure({}, before));
}

TEST(MachineGates, ReadThePressureThatTheKernelTells) {
  if (!std::ifstream("/proc/pressure/cpu")) GTEST_SKIP() << "this kernel tells none";
  const auto before = machine_counters::now();
  ASSERT_TRUE(before.pressure_us);
  std::vector<std::jthread> more_than_processors;
  for (unsigned i = 0; i < 2 * std::max(std::thread::hardware_concurrency(), 1u); ++i)
    more_than_processors.emplace_back([](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
      }
    });
  while (seconds_of_pressure(before, machine_counters::now()).value() <= 0.001)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

TEST(MachineGates, TakeALoadThatNobodyTellsForNone) {
  EXPECT_TRUE(machine_is_quiet([] { return std::optional<int>(); }));
  EXPECT_TRUE(machine_is_quiet([] { return std::optional(1); }));
  EXPECT_FALSE(machine_is_quiet([] { return std::optional(2); }));
}

TEST(MachineGates, GiveWhatRanJustBeforeAMomentToEnd) {
  int looks = 0;
  EXPECT_TRUE(machine_is_quiet([&] { return std::optional(++looks < 5 ? 3 : 1); }));
  EXPECT_EQ(looks, 5);
}

TEST(MachineGates, KnowTheClocksTick) {
  ASSERT_TRUE(clock_tick());
  EXPECT_GT(*clock_tick(), 0);
  EXPECT_LE(*clock_tick(), 0.01) << "no kernel has a longer one";
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
  for (const char* each : {"steal", "throttling", "load"})
    EXPECT_THAT(text, HasSubstr(each));
}

}  // namespace
}  // namespace reports
