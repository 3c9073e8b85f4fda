// SPDX-License-Identifier: MIT
// What a manual_executor does, when, and in which order.
#include "futures/manual_executor.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <stdexcept>
#include <thread>
#include <tuple>

#include "futures/futures.hpp"
#include "impls/conformance/threads.hpp"
#include "impls/conformance/watchdog.hpp"

namespace conformance {
namespace {

using namespace std::chrono_literals;
using futures::deadlock_error;
using futures::manual_executor;

class ManualExecutor : public testing::Test {
 protected:
  auto note(int i) {
    return [this, i] { order_.push_back(i); };
  }
  std::vector<int> order_;
  manual_executor manual_;

 private:
  watchdog watchdog_;
};

TEST_F(ManualExecutor, RunsNothingByItself) {
  const auto task = manual_.submit(note(1));
  EXPECT_EQ(task.state(), futures::future_state::pending);
  EXPECT_TRUE(order_.empty());
  EXPECT_TRUE(manual_.run_one());
  EXPECT_TRUE(task.done());
  EXPECT_FALSE(manual_.run_one());
}

TEST_F(ManualExecutor, RunsOnTheThreadThatSaysSo) {
  const auto here = [] { return std::this_thread::get_id(); };
  const auto first = manual_.submit(here);
  const auto second = manual_.submit(here);
  manual_.run_one();
  std::jthread([&] { manual_.run_one(); }).join();
  EXPECT_EQ(first.result(), std::this_thread::get_id());
  EXPECT_NE(second.result(), std::this_thread::get_id());
}

TEST_F(ManualExecutor, WithoutASeedRunsInTheOrderOfSubmission) {
  for (int i = 0; i < 5; ++i) manual_.post(note(i));
  EXPECT_EQ(manual_.run_until_idle(), 5U);
  EXPECT_EQ(order_, (std::vector{0, 1, 2, 3, 4}));
}

std::vector<int> order_with_seed(std::uint64_t seed) {
  std::vector<int> order;
  manual_executor manual({.seed = seed});
  for (int i = 0; i < 8; ++i)
    manual.post([&, i] {
      order.push_back(i);
      manual.post([&, i] { order.push_back(10 + i); });
    });
  EXPECT_EQ(manual.run_until_idle(), 16U);
  return order;
}

TEST_F(ManualExecutor, RepeatsItsOrderWithTheSameSeed) {
  std::set<std::vector<int>> orders;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const auto order = order_with_seed(seed);
    EXPECT_EQ(order_with_seed(seed), order);
    orders.insert(order);
  }
  EXPECT_EQ(orders.size(), 10U);
}

TEST_F(ManualExecutor, HasAnOrderThatDoesNotDependOnTheMachine) {
  manual_executor manual({.seed = 42});
  for (int i = 0; i < 5; ++i) manual.post(note(i));
  manual.run_until_idle();
  std::mt19937_64 draws(42);
  std::vector<int> waiting{0, 1, 2, 3, 4};
  std::vector<int> expected;
  while (!waiting.empty()) {
    const auto place = waiting.begin() + static_cast<int>(draws() % waiting.size());
    expected.push_back(*place);
    waiting.erase(place);
  }
  EXPECT_EQ(order_, expected);
}

TEST_F(ManualExecutor, CountsTheTasksThatTasksSubmit) {
  manual_.post([&] {
    manual_.post(note(1));
    manual_.post(note(2));
  });
  EXPECT_EQ(manual_.run_until_idle(), 3U);
  EXPECT_EQ(order_, (std::vector{1, 2}));
}

TEST_F(ManualExecutor, LetsATaskRunWhatItWaitsFor) {
  const auto parent = manual_.submit([&] {
    manual_.post(note(1));
    return manual_.submit([&] { return 6; }).result() * 7;
  });
  EXPECT_TRUE(manual_.run_one());
  EXPECT_EQ(parent.result(), 42);
  EXPECT_TRUE(order_.empty());
  EXPECT_EQ(manual_.run_until_idle(), 1U);  // the child was run already
}

TEST_F(ManualExecutor, LetsATaskWaitForSeveral) {
  const auto parent = manual_.submit([&] {
    std::vector<futures::future<int>> children;
    for (int i = 0; i < 4; ++i) children.push_back(manual_.submit([i] { return i; }));
    const auto first = futures::wait(children, {.until = futures::return_when::first_completed});
    EXPECT_EQ(first.done.size(), 1U);
    int sum = 0;
    for (const auto& done : futures::as_completed(children)) sum += done.result();
    return sum;
  });
  manual_.run_one();
  EXPECT_EQ(parent.result(), 6);
}

TEST_F(ManualExecutor, DoesNotLetItsOwnThreadWaitForWhatNobodyRuns) {
  const auto task = manual_.submit([] { return 1; });
  const std::vector all{task};
  EXPECT_THROW(task.result(), deadlock_error);
  EXPECT_THROW(task.wait(), deadlock_error);
  EXPECT_THROW(futures::wait(all), deadlock_error);
  EXPECT_THROW(futures::wait(all, {.until = futures::return_when::first_completed}),
               deadlock_error);
  EXPECT_THROW(std::ignore = futures::as_completed(all).begin(), deadlock_error);
  EXPECT_THROW(std::ignore = manual_.map([](int x) { return x; }, std::vector{1}).begin(),
               deadlock_error);
  EXPECT_FALSE(task.wait_for(1ms));
  manual_.run_until_idle();
  EXPECT_EQ(task.result(), 1);
}

TEST_F(ManualExecutor, LetsOtherThreadsWait) {
  const auto task = manual_.submit([] { return 42; });
  int seen = 0;
  sleeping_waiter waiter([&] { seen = task.result(); });
  manual_.run_one();
  waiter.join();
  EXPECT_EQ(seen, 42);
}

TEST_F(ManualExecutor, SeesACircleWithAnotherExecutor) {
  futures::thread_pool_executor pool(1);
  const auto waiting =
      manual_.submit([&] { pool.submit([&] { manual_.submit([] {}).result(); }).result(); });
  manual_.run_one();
  EXPECT_THROW(waiting.result(), deadlock_error);
  manual_.run_until_idle();  // the pool's task waits still, if the other one got the error
}

TEST_F(ManualExecutor, SkipsWhatWasCancelled) {
  auto cancelled = manual_.submit(note(1));
  manual_.post(note(2));
  EXPECT_TRUE(cancelled.cancel());
  EXPECT_EQ(manual_.run_until_idle(), 1U);
  EXPECT_EQ(order_, std::vector{2});
}

TEST_F(ManualExecutor, MapsOverItsSteps) {
  auto squares = manual_.map([](int x) { return x * x; }, std::vector{1, 2, 3});
  manual_.run_until_idle();
  int sum = 0;
  for (const int square : squares) sum += square;
  EXPECT_EQ(sum, 14);
}

TEST_F(ManualExecutor, RunsWhatIsLeftWhenItShutsDown) {
  manual_.post(note(1));
  manual_.post(note(2));
  manual_.shutdown();
  EXPECT_EQ(order_, (std::vector{1, 2}));
  EXPECT_THROW(manual_.post(note(3)), futures::executor_shutdown_error);
}

TEST_F(ManualExecutor, LeavesItToItsDriverAfterAShutdownWithoutWaiting) {
  manual_.post(note(1));
  manual_.shutdown({.wait = false});
  EXPECT_TRUE(order_.empty());
  EXPECT_TRUE(manual_.run_one());
  EXPECT_EQ(order_, std::vector{1});
}

TEST_F(ManualExecutor, CancelsWhatIsLeftIfAsked) {
  const auto task = manual_.submit(note(1));
  manual_.shutdown({.cancel_futures = true});
  EXPECT_TRUE(task.cancelled());
  EXPECT_TRUE(order_.empty());
}

TEST_F(ManualExecutor, RunsWhatIsLeftWhenItGoesAway) {
  {
    manual_executor gone;
    gone.post(note(1));
  }
  EXPECT_EQ(order_, std::vector{1});
}

TEST_F(ManualExecutor, WaitsForATaskThatAnotherThreadRunsWhenItShutsDown) {
  gate may_end;
  std::atomic<bool> ended = false;
  const auto task = manual_.submit([&] {
    may_end.wait_open();
    ended = true;
  });
  std::jthread driver([&] { manual_.run_one(); });
  while (!task.running()) std::this_thread::yield();
  sleeping_waiter closer([&] {
    manual_.shutdown();
    EXPECT_TRUE(ended);
  });
  may_end.open();
  closer.join();
}

TEST_F(ManualExecutor, IsNotInTheRegistry) {
  EXPECT_THROW(futures::make_executor("manual"), std::invalid_argument);
}

}  // namespace
}  // namespace conformance
