// SPDX-License-Identifier: MIT
// Laws of wait(): until when it waits, what it returns, and that it leaves nothing behind.
#include <malloc.h>

#include <chrono>
#include <list>
#include <stdexcept>
#include <tuple>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using namespace std::chrono_literals;
using futures::any_future;
using futures::capabilities;
using futures::future;
using futures::promise;
using futures::return_when;

/// Futures made by hand, so that nothing happens that the test does not do.
class Wait : public testing::Test {
 protected:
  static constexpr auto first = return_when::first_completed;
  static constexpr auto failure = return_when::first_exception;

  void succeed(std::size_t i) { promises_[i].set_result(42); }
  void fail(std::size_t i) {
    promises_[i].set_exception(std::make_exception_ptr(std::out_of_range("failed")));
  }
  void cancel(std::size_t i) { futures_[i].cancel(); }
  std::vector<future<int>> futures(std::initializer_list<std::size_t> chosen) const {
    std::vector<future<int>> found;
    for (const auto i : chosen) found.push_back(futures_[i]);
    return found;
  }

  std::vector<promise<int>> promises_ = std::vector<promise<int>>(4);
  std::vector<future<int>> futures_ = [this] {
    std::vector<future<int>> made;
    for (const auto& each : promises_) made.push_back(each.get_future());
    return made;
  }();

 private:
  watchdog watchdog_;
};

TEST_F(Wait, ForAllIncludesTheFailedAndTheCancelled) {
  succeed(0);
  fail(1);
  cancel(2);
  succeed(3);
  const auto [done, not_done] = futures::wait(futures_);
  EXPECT_EQ(done, futures_);
  EXPECT_TRUE(not_done.empty());
}

TEST_F(Wait, ForAllSleepsUntilTheLastIsDone) {
  std::atomic<std::size_t> done = 0;
  sleeping_waiter waiter([&] { done = futures::wait(futures_).done.size(); });
  for (const std::size_t i : {2, 0, 3}) succeed(i);
  EXPECT_EQ(done, 0U);
  cancel(1);
  waiter.join();
  EXPECT_EQ(done, 4U);
}

TEST_F(Wait, ForTheFirstReturnsWhenOneIsDone) {
  futures::done_and_not_done<future<int>> found;
  sleeping_waiter waiter([&] { found = futures::wait(futures_, {.until = first}); });
  succeed(2);
  waiter.join();
  EXPECT_EQ(found.done, futures({2}));
  EXPECT_EQ(found.not_done, futures({0, 1, 3}));
}

TEST_F(Wait, ForTheFirstReturnsAtOnceWithThoseThatAreDone) {
  succeed(3);
  fail(1);
  const auto [done, not_done] = futures::wait(futures_, {.until = first});
  EXPECT_EQ(done, futures({1, 3}));
  EXPECT_EQ(not_done, futures({0, 2}));
}

TEST_F(Wait, CountsACancelledFutureAsDone) {
  sleeping_waiter waiter(
      [&] { EXPECT_EQ(futures::wait(futures_, {.until = first}).done, futures({1})); });
  cancel(1);
  waiter.join();
}

TEST_F(Wait, ForTheFirstExceptionIgnoresValuesAndCancellations) {
  succeed(0);
  futures::done_and_not_done<future<int>> found;
  sleeping_waiter waiter([&] { found = futures::wait(futures_, {.until = failure}); });
  cancel(1);
  fail(2);
  waiter.join();
  EXPECT_EQ(found.done, futures({0, 1, 2}));
  EXPECT_EQ(found.not_done, futures({3}));
}

TEST_F(Wait, ForTheFirstExceptionReturnsAtOnceWhenOneHasFailed) {
  fail(3);
  EXPECT_EQ(futures::wait(futures_, {.until = failure}).done, futures({3}));
}

TEST_F(Wait, ForTheFirstExceptionReturnsWhenAllAreDoneWithoutOne) {
  sleeping_waiter waiter(
      [&] { EXPECT_EQ(futures::wait(futures_, {.until = failure}).done, futures_); });
  for (const std::size_t i : {3, 1, 2, 0}) succeed(i);
  waiter.join();
}

TEST_F(Wait, ReturnsTheSplitWhenTheTimeIsOver) {
  succeed(1);
  for (const auto until : {return_when::all_completed, failure})
    for (const auto timeout : {0ms, 2ms}) {
      const auto [done, not_done] = futures::wait(futures_, {.timeout = timeout, .until = until});
      EXPECT_EQ(done, futures({1}));
      EXPECT_EQ(not_done, futures({0, 2, 3}));
    }
  EXPECT_TRUE(futures::wait(futures({0}), {.timeout = 1ms, .until = first}).done.empty());
}

TEST_F(Wait, ReturnsBeforeTheTimeIsOverWhenThereIsNothingToWaitFor) {
  for (std::size_t i = 0; i < 4; ++i) succeed(i);
  EXPECT_EQ(futures::wait(futures_, {.timeout = 24h}).done, futures_);
  EXPECT_EQ(futures::wait(futures_, {.timeout = std::chrono::nanoseconds::max()}).done, futures_);
}

TEST_F(Wait, WakesBeforeTheTimeIsOver) {
  sleeping_waiter waiter([&] {
    EXPECT_EQ(futures::wait(futures_, {.timeout = 24h, .until = first}).done, futures({0}));
  });
  succeed(0);
  waiter.join();
}

TEST_F(Wait, ForNothingReturnsNothing) {
  for (const auto until : {return_when::all_completed, first, failure}) {
    const auto [done, not_done] = futures::wait(std::vector<future<int>>{}, {.until = until});
    EXPECT_TRUE(done.empty() && not_done.empty());
  }
}

TEST_F(Wait, ReturnsDuplicatesOnce) {
  succeed(0);
  const auto twice = futures({0, 1, 0, 1, 0});
  const auto [done, not_done] = futures::wait(twice, {.timeout = 0ms});
  EXPECT_EQ(done, futures({0}));
  EXPECT_EQ(not_done, futures({1}));
}

TEST_F(Wait, TakesFuturesOfSeveralTypesAndAnyRange) {
  promise<void> nothing;
  nothing.set_result();
  succeed(0);
  EXPECT_EQ(futures::wait({nothing.get_future(), futures_[0]}).done.size(), 2U);
  const std::list<any_future> list{futures_[0], nothing.get_future()};
  EXPECT_EQ(futures::wait(list).done, std::vector(list.begin(), list.end()));
}

TEST_F(Wait, LeavesNoCallbackBehind) {
  const auto poll = [&](int times) {
    for (int i = 0; i < times; ++i) futures::wait(futures_, {.timeout = 1ns, .until = first});
  };
  poll(100);
  const auto before = mallinfo2().uordblks;
  poll(5000);
  EXPECT_LT(mallinfo2().uordblks, before + 100'000);  // four callbacks a poll would be a megabyte
}

TEST_F(Wait, RacesWithResultsAndLosesNone) {
  for (int round = 0; round < 2000; ++round) {
    promise<int> one;
    promise<int> other;
    const std::vector all{one.get_future(), other.get_future()};
    std::jthread resolver([&] {
      one.set_result(1);
      other.set_result(2);
    });
    std::ignore = futures::wait(all, {.until = round % 2 == 0 ? first : failure});
  }
}

class WaitForTasks : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, WaitForTasks, every_backend(), by_backend);

TEST_P(WaitForTasks, MissesNoneOfAHundredThatFinishAtOnce) {
  const bool starts_threads = caps().asynchronous && !caps().bounded_workers;
  const int rounds = starts_threads ? 20 : 1000;  // a hundred threads a round take their time
  const auto pool = make_pool(4);
  for (int round = 0; round < rounds; ++round) {
    std::vector<future<void>> all;
    for (int i = 0; i < 100; ++i) all.push_back(pool->submit([] {}));
    const auto until = round % 2 == 0 ? return_when::all_completed : return_when::first_exception;
    ASSERT_EQ(futures::wait(all, {.until = until}).done.size(), 100U);
  }
}

TEST_P(WaitForTasks, TakesFuturesOfDifferentExecutors) {
  const auto one = make_pool();
  const auto other = make_pool();
  promise<int> by_hand;
  by_hand.set_result(3);
  const std::vector all{one->submit([] { return 1; }), other->submit([] { return 2; }),
                        by_hand.get_future()};
  EXPECT_EQ(futures::wait(all).done, all);
}

TEST_P(WaitForTasks, EndsAfterAShutdownThatCancels) {
  const auto pool = make_pool();
  std::vector<future<void>> all;
  for (int i = 0; i < 50; ++i) all.push_back(pool->submit([] {}));
  pool->shutdown({.cancel_futures = true});
  EXPECT_EQ(futures::wait(all).done.size(), 50U);
}

TEST_P(WaitForTasks, OfItsOwnEndsInATaskHoweverFewTheWorkers) {
  for (const std::size_t workers : {1, 2}) {
    const auto pool = make_pool(workers);
    const auto parent = [&](return_when until) {
      std::vector<future<int>> children;
      for (int i = 0; i < 10; ++i) children.push_back(pool->submit([i] { return i; }));
      return futures::wait(children, {.until = until}).done.size();
    };
    std::vector<future<std::size_t>> parents;
    for (int i = 0; i < 6; ++i)
      for (const auto until :
           {return_when::first_completed, return_when::first_exception, return_when::all_completed})
        parents.push_back(pool->submit(parent, until));
    for (std::size_t i = 0; i < parents.size(); ++i)
      EXPECT_GE(parents[i].result(), i % 3 == 0 ? 1U : 10U);
  }
}

class WaitOnWorkers : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, WaitOnWorkers,
                         backends_claiming<WaitOnWorkers>(&capabilities::asynchronous,
                                                          &capabilities::bounded_workers),
                         by_backend);

TEST_P(WaitOnWorkers, ForTheFirstRunsNothingWhileAnotherWorkerMay) {
  gate other_may_end;
  const auto pool = make_pool(2);
  std::atomic<bool> child_started = false;
  std::atomic<long> waiting = 0;
  const auto other = pool->submit([&] { other_may_end.wait_open(); });
  while (!other.running()) std::this_thread::yield();
  promise<void> event;
  const auto waiter = pool->submit([&] {
    const auto child = pool->submit([&] { child_started = true; });
    waiting = this_thread_number();
    futures::wait({child, event.get_future()}, {.until = return_when::first_completed});
    return child_started.load();
  });
  while (waiting == 0) std::this_thread::yield();
  wait_until_asleep(waiting);
  event.set_result();
  EXPECT_FALSE(waiter.result());  // the child could have kept it from the event
  other_may_end.open();
}

TEST_P(WaitOnWorkers, ForTheFirstRunsAChildOnceTheOtherWorkerWaitsAsWell) {
  gate second_may_wait;
  const auto pool = make_pool(2);
  promise<void> never_before_the_child;
  std::atomic<long> first = 0;
  const auto waiter = pool->submit([&] {
    const auto child = pool->submit([&] { never_before_the_child.set_result(); });
    first = this_thread_number();
    futures::wait({child, never_before_the_child.get_future()},
                  {.until = return_when::first_completed});
  });
  const auto second = pool->submit([&] {
    second_may_wait.wait_open();
    never_before_the_child.get_future().wait();
  });
  while (first == 0) std::this_thread::yield();
  if (second.running()) wait_until_asleep(first);
  second_may_wait.open();
  waiter.result();
  second.result();
}

TEST_P(WaitOnWorkers, ForAllRunsWhatAnEarlierOneWaitsFor) {
  const auto pool = make_pool(1);
  const auto parent = pool->submit([&] {
    promise<void> event;
    const auto child = pool->submit([&] { event.set_result(); });
    futures::wait({event.get_future(), child});
    return child.done();
  });
  EXPECT_TRUE(parent.result());
}

TEST_P(WaitOnWorkers, ForAllIsNoDeadlockWhenAnotherPoolWaitsForWhatComesLater) {
  const auto pool = make_pool(1), other = make_pool(1);
  const auto parent = pool->submit([&] {
    const auto later = pool->submit([] { return 1; });
    const auto earlier = other->submit([&] { return later.result() + 1; });
    futures::wait({earlier, later});
    return earlier.result();
  });
  EXPECT_EQ(parent.result(), 2);
}

TEST_P(WaitOnWorkers, WithATimeoutRunsNothing) {
  const auto pool = make_pool(1);
  const auto parent = pool->submit([&] {
    const std::vector children{pool->submit([] {}), pool->submit([] {})};
    for (const auto until : {return_when::first_completed, return_when::all_completed})
      EXPECT_TRUE(futures::wait(children, {.timeout = 1ms, .until = until}).done.empty());
  });
  parent.result();
}

}  // namespace
}  // namespace conformance
