// SPDX-License-Identifier: MIT
// Laws of stopping: a task that runs is asked, and decides itself.
#include <optional>
#include <stop_token>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using futures::capabilities;
using futures::future_state;

class Stop : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, Stop, every_backend(), by_backend);

TEST_P(Stop, TokenIsGivenToACallableThatTakesOneFirst) {
  const auto pool = make_pool();
  const auto sum = [](std::stop_token stop, int x, int y) {
    EXPECT_TRUE(stop.stop_possible());
    return stop.stop_requested() ? 0 : x + y;
  };
  EXPECT_EQ(pool->submit(sum, 3, 4).result(), 7);
}

TEST_P(Stop, TokenIsNotGivenToACallableThatNeedsNone) {
  const auto pool = make_pool();
  const auto count = [](auto... values) { return sizeof...(values); };
  EXPECT_EQ(pool->submit(count, 1, 2).result(), 2U);
}

TEST_P(Stop, TokenOutsideAnyTaskNeverAsks) {
  EXPECT_FALSE(futures::this_task::stop_token().stop_possible());
}

TEST_P(Stop, TokenIsTheSameHoweverItIsAskedFor) {
  const auto pool = make_pool();
  const auto same = [](const std::stop_token& given) {
    return given == futures::this_task::stop_token();
  };
  EXPECT_TRUE(pool->submit(same).result());
}

TEST_P(Stop, TokensOfTwoTasksDiffer) {
  const auto pool = make_pool();
  const auto token = [] { return futures::this_task::stop_token(); };
  EXPECT_NE(pool->submit(token).result(), pool->submit(token).result());
}

TEST_P(Stop, RequestComesTooLateForATaskThatIsDone) {
  const auto pool = make_pool();
  auto done = pool->submit([](std::stop_token) { return 1; });
  done.wait();
  EXPECT_FALSE(done.request_stop());
  EXPECT_EQ(done.result(), 1);
}

TEST_P(Stop, IsNotAskedForByAShutdownThatDrains) {
  const auto pool = make_pool();
  const auto asked = [](const std::stop_token& stop) { return stop.stop_requested(); };
  std::vector<futures::future<bool>> all;
  for (int i = 0; i < 50; ++i) all.push_back(pool->submit(asked));
  pool->shutdown();
  for (const auto& each : all) EXPECT_FALSE(each.result());
}

/// Runs until it is asked to stop.
int work_until_stopped(const std::stop_token& stop) {
  while (!stop.stop_requested()) std::this_thread::yield();
  return 42;
}

class StopRunning : public backend_test {
 protected:
  static void wait_until_running(const futures::any_future& task) {
    while (!task.running()) std::this_thread::yield();
  }
};
INSTANTIATE_TEST_SUITE_P(Every, StopRunning,
                         backends_claiming<StopRunning>(&capabilities::asynchronous), by_backend);

TEST_P(StopRunning, RequestReachesTheTaskOnceAndLeavesItsResultAlone) {
  const auto pool = make_pool();
  auto working = pool->submit(work_until_stopped);
  wait_until_running(working);
  EXPECT_TRUE(working.request_stop());
  EXPECT_FALSE(working.request_stop());
  EXPECT_EQ(working.result(), 42);
  EXPECT_EQ(working.state(), future_state::finished);
}

TEST_P(StopRunning, RequestReachesATaskThatLooksForIt) {
  const auto pool = make_pool();
  auto working = pool->submit([] { return work_until_stopped(futures::this_task::stop_token()); });
  EXPECT_TRUE(working.request_stop());
  EXPECT_EQ(working.result(), 42);
}

TEST_P(StopRunning, RequestIsSeenByATaskThatStartsLater) {
  const auto pool = make_pool(1);
  gate opened;
  const auto first = pool->submit([&] { opened.wait_open(); });
  auto later = pool->submit(work_until_stopped);
  EXPECT_TRUE(later.request_stop());
  opened.open();
  EXPECT_EQ(later.result(), 42);
}

TEST_P(StopRunning, RequestCallsTheTasksStopCallback) {
  const auto pool = make_pool();
  gate stopped;
  auto working = pool->submit([&](const std::stop_token& stop) {
    const std::stop_callback open(stop, [&] { stopped.open(); });
    stopped.wait_open();
  });
  wait_until_running(working);
  working.request_stop();
  working.result();
}

TEST_P(StopRunning, RequestReachesNoOtherTask) {
  const auto pool = make_pool(2);
  gate opened;
  const auto asked_later = [&](const std::stop_token& stop) {
    opened.wait_open();
    return stop.stop_requested();
  };
  auto one = pool->submit(asked_later);
  auto other = pool->submit(asked_later);
  one.request_stop();
  opened.open();
  EXPECT_TRUE(one.result());
  EXPECT_FALSE(other.result());
}

TEST_P(StopRunning, ShutdownThatCancelsAsksEveryTask) {
  const auto pool = make_pool(2);
  const std::vector working{pool->submit(work_until_stopped), pool->submit([] {
                              return work_until_stopped(futures::this_task::stop_token());
                            })};
  for (const auto& each : working) wait_until_running(each);
  pool->shutdown({.cancel_futures = true});
  for (const auto& each : working) EXPECT_EQ(each.result(), 42);
}

TEST_P(StopRunning, ShutdownThatCancelsIsSeenByATaskThatAsksAfterwards) {
  const auto pool = make_pool(1);
  gate closed;
  const auto asks_late = pool->submit([&] {
    closed.wait_open();
    return futures::this_task::stop_token().stop_requested();
  });
  wait_until_running(asks_late);
  pool->shutdown({.wait = false, .cancel_futures = true});
  closed.open();
  EXPECT_TRUE(asks_late.result());
}

TEST_P(StopRunning, RequestsRaceWithTheEndOfTheTask) {
  const auto pool = make_pool(2);
  for (int round = 0; round < 500; ++round) {
    auto racing = pool->submit([](const std::stop_token& stop) { return stop.stop_requested(); });
    const bool asked = racing.request_stop();
    EXPECT_TRUE(asked || !racing.result());
  }
}

}  // namespace
}  // namespace conformance
