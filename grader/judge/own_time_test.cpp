// SPDX-License-Identifier: MIT
// Time counts where the submission ran or slept, and not where it was kept from running.
#include "grader/judge/own_time.hpp"

#include <gtest/gtest.h>

namespace judge {
namespace {

using namespace std::chrono_literals;

class OwnTime : public testing::Test {
 protected:
  /// Looks after a time in which this is what the submission did.
  void pass(std::chrono::nanoseconds gap, std::chrono::nanoseconds ran,
            std::chrono::nanoseconds delayed, bool asleep) {
    now_ += gap;
    so_far_.cpu += ran;
    so_far_.delay += delayed;
    so_far_.asleep = asleep;
    time_.look(now_, so_far_);
  }
  std::chrono::nanoseconds spent() const { return time_.spent(); }

 private:
  own_time::clock::time_point now_ = own_time::clock::now();
  own_time::sample so_far_{.cpu = 3s, .delay = 7s};
  own_time time_{now_, so_far_};
};

TEST_F(OwnTime, IsWhatItComputes) {
  pass(10ms, 10ms, 0ms, false);
  EXPECT_EQ(spent(), 10ms);
}

TEST_F(OwnTime, IsAtMostTheTimeThatPassesHoweverManyThreadsCompute) {
  pass(10ms, 80ms, 0ms, false);
  EXPECT_EQ(spent(), 10ms);
}

TEST_F(OwnTime, IsWhatItSleeps) {
  pass(10ms, 0ms, 0ms, true);
  EXPECT_EQ(spent(), 10ms);
}

TEST_F(OwnTime, IsNotWhatItWaitsForAProcessor) {
  pass(10s, 0ms, 0ms, false);  // the kernel counts a delay when it ends
  EXPECT_EQ(spent(), 0ms);
  pass(10ms, 1ms, 10s, true);
  EXPECT_EQ(spent(), 1ms);
}

TEST_F(OwnTime, IsNotWhatPassesWhileNobodyLooks) {
  pass(10s, 0ms, 0ms, true);
  EXPECT_EQ(spent(), 200ms);
}

TEST_F(OwnTime, OfABusyProcessPassesEvenWhileNobodyLooks) {
  pass(10s, 9s, 0ms, false);
  EXPECT_EQ(spent(), 9s);
}

TEST_F(OwnTime, CannotBeStoppedByThreadsThatDelayEachOther) {
  pass(10ms, 20ms, 300ms, true);
  EXPECT_EQ(spent(), 10ms);
}

}  // namespace
}  // namespace judge
