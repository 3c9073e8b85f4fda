// SPDX-License-Identifier: MIT
// Work and span of known graphs of tasks, by events that are made up.
#include "bench/span/path_sink.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace bench {
namespace {

using futures::trace_event;
using enum trace_event::kind;

constexpr std::int64_t second = 1'000'000'000;

/// One thread whose clock goes on as it is told.
class Story : public ::testing::Test {
 protected:
  void SetUp() override {
    now = 0;
    sink.restart();
  }
  void pass(std::int64_t seconds) { now += seconds * second; }
  void happens(trace_event::kind what, std::uint64_t task) {
    sink.record({.what = what,
                 .task = task,
                 .by = 0,
                 .where = nullptr,
                 .call_site = nullptr,
                 .nanoseconds = now});
  }
  void submit(std::uint64_t task) { happens(submitted, task); }
  /// The task runs in the place of who waits for it.
  void wait_and_run(std::uint64_t task, std::int64_t seconds) {
    happens(wait_begins, task);
    run(task, seconds);
    happens(wait_ends, task);
  }
  void run(std::uint64_t task, std::int64_t seconds) {
    happens(started, task);
    pass(seconds);
    happens(finished, task);
  }
  void read(std::uint64_t task) { happens(wait_ends, task); }

  void expect(double work, double span) {
    const auto found = sink.found();
    EXPECT_DOUBLE_EQ(found.work, work);
    EXPECT_DOUBLE_EQ(found.span, span);
  }

  inline static std::int64_t now = 0;
  path_sink sink{[] { return now; }};
};

TEST_F(Story, SerialCodeIsItsOwnSpan) {
  pass(3);
  expect(3, 3);
}

TEST_F(Story, AChainHasNoParallelism) {
  for (std::uint64_t task = 1; task <= 4; ++task) {
    submit(task);
    wait_and_run(task, 2);
  }
  expect(8, 8);
}

TEST_F(Story, AFanOfTasksTakesAsLongAsTheLongest) {
  for (std::uint64_t task = 1; task <= 4; ++task) submit(task);
  for (std::uint64_t task = 1; task <= 4; ++task) wait_and_run(task, static_cast<int>(task));
  expect(10, 4);
}

TEST_F(Story, SubmittingTakesItsTime) {
  submit(1);
  pass(5);
  submit(2);
  wait_and_run(1, 1);
  wait_and_run(2, 1);
  expect(7, 6);
}

TEST_F(Story, AValueThatWasThereIsADependency) {
  submit(1);
  submit(2);
  wait_and_run(1, 4);
  happens(wait_begins, 2);
  happens(started, 2);
  read(1);  // a shared term
  pass(1);
  happens(finished, 2);
  happens(wait_ends, 2);
  expect(5, 5);
}

TEST_F(Story, ADiamondJoinsItsLongerSide) {
  submit(1);
  wait_and_run(1, 1);
  submit(2);
  submit(3);
  wait_and_run(2, 5);
  wait_and_run(3, 2);
  pass(1);
  expect(9, 7);
}

TEST_F(Story, NestedTasksBeginWhereTheyWereSubmitted) {
  submit(1);
  happens(wait_begins, 1);
  happens(started, 1);
  pass(1);
  submit(2);
  pass(2);             // beside the nested one
  wait_and_run(2, 4);  // from 1 to 5
  happens(finished, 1);
  happens(wait_ends, 1);
  expect(7, 5);
}

TEST_F(Story, WaitingTakesNoTime) {
  submit(1);
  happens(wait_begins, 1);
  pass(100);  // on another thread, of which nothing is known here
  happens(wait_ends, 1);
  expect(0, 0);
}

TEST_F(Story, AWorkerBetweenItsTasksDoesNothing) {
  submit(1);
  submit(2);
  happens(wait_begins, 1);
  std::thread([&] {
    run(1, 2);
    pass(50);
    run(2, 3);
  }).join();
  happens(wait_ends, 1);
  read(2);
  expect(5, 3);
}

TEST_F(Story, OfSeveralOnlyThoseThatAreOverAreWaitedFor) {
  submit(1);
  submit(2);
  happens(wait_begins, 1);
  happens(wait_begins, 2);
  run(1, 3);
  happens(wait_ends, 1);
  happens(wait_ends, 2);
  pass(1);
  expect(4, 4);
  wait_and_run(2, 2);
  expect(6, 4);
}

TEST_F(Story, WhoeverIsNotWaitedForAfterAllHoldsNobodyUp) {
  submit(1);
  submit(3);
  happens(wait_begins, 2);
  happens(wait_begins, 3);
  std::thread([&] {
    happens(started, 1);
    pass(5);
    submit(2);  // begins late, and does not end
    happens(finished, 1);
    run(3, 1);
  }).join();
  happens(wait_ends, 2);
  happens(wait_ends, 3);
  pass(10);
  expect(16, 11);
}

TEST_F(Story, ATaskMayHaveTheNumberOfOneThatIsGone) {
  submit(1);
  wait_and_run(1, 5);
  submit(1);
  submit(2);
  wait_and_run(1, 1);
  wait_and_run(2, 2);
  expect(8, 7);
}

}  // namespace
}  // namespace bench
