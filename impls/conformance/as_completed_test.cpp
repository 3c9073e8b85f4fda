// SPDX-License-Identifier: MIT
// Laws of as_completed(): each future once, in the order of completion, and then let go.
#include <chrono>
#include <list>
#include <set>
#include <stdexcept>
#include <string>
#include <tuple>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using namespace std::chrono_literals;
using futures::as_completed;
using futures::capabilities;
using futures::future;
using futures::promise;

using view = futures::as_completed_view<future<int>>;
static_assert(std::ranges::input_range<view> && std::ranges::view<view> && !std::copyable<view>);

class AsCompleted : public testing::Test {
 protected:
  std::vector<promise<int>> promises_ = std::vector<promise<int>>(4);
  std::vector<future<int>> futures_ = [this] {
    std::vector<future<int>> made;
    for (const auto& each : promises_) made.push_back(each.get_future());
    return made;
  }();

 private:
  watchdog watchdog_;
};

TEST_F(AsCompleted, YieldsEveryKindOfDoneFutureOnce) {
  promises_[0].set_result(1);
  promises_[1].set_exception(std::make_exception_ptr(1));
  futures_[2].cancel();
  promises_[3].set_running_or_notify_cancel();
  promises_[3].set_result(4);
  std::vector<future<int>> seen;
  for (const auto& done : as_completed(futures_)) seen.push_back(done);
  EXPECT_EQ(seen, futures_);  // all were done before, so in the order of the input
}

TEST_F(AsCompleted, YieldsInTheOrderOfCompletion) {
  promises_[2].set_result(0);
  auto done = as_completed(futures_);
  for (const std::size_t i : {3, 0, 1}) promises_[i].set_result(0);
  std::vector<future<int>> seen;
  for (const auto& each : done) seen.push_back(each);
  EXPECT_EQ(seen, (std::vector{futures_[2], futures_[3], futures_[0], futures_[1]}));
}

TEST_F(AsCompleted, SleepsUntilTheNextIsDone) {
  auto done = as_completed(futures_);
  for (const std::size_t i : {1, 3}) {
    sleeping_waiter waiter([&] {
      auto next = done.begin();
      if (*next != futures_[i]) ++next;
      EXPECT_EQ(*next, futures_[i]);
    });
    promises_[i].set_result(0);
    waiter.join();
  }
}

TEST_F(AsCompleted, YieldsThoseThatAreDoneBeforeItTimesOut) {
  promises_[1].set_result(1);
  futures_[3].cancel();
  for (const auto timeout : {0ms, 2ms}) {
    std::vector<future<int>> seen;
    try {
      for (const auto& done : as_completed(futures_, timeout)) seen.push_back(done);
      FAIL() << "two were not done";
    } catch (const futures::timeout_error& late) {
      EXPECT_EQ(std::string(late.what()), "2 (of 4) futures unfinished");
    }
    EXPECT_EQ(seen, (std::vector{futures_[1], futures_[3]}));
  }
}

TEST_F(AsCompleted, EndsAfterATimeout) {
  auto done = as_completed(futures_, 0ms);
  EXPECT_THROW(std::ignore = done.begin(), futures::timeout_error);
  promises_[0].set_result(1);
  EXPECT_TRUE(done.begin() == done.end());
}

TEST_F(AsCompleted, DoesNotTimeOutWhenAllAreDone) {
  for (auto& each : promises_) each.set_result(1);
  int seen = 0;
  for (const auto& done : as_completed(futures_, 0ms)) seen += done.result();
  EXPECT_EQ(seen, 4);
}

TEST_F(AsCompleted, YieldsDuplicatesOnce) {
  promises_[0].set_result(7);
  const std::list<future<int>> three{futures_[0], futures_[0], futures_[0]};
  int seen = 0;
  for (const auto& done : as_completed(three)) seen += done.result();
  EXPECT_EQ(seen, 7);
}

TEST_F(AsCompleted, OfNothingIsEmpty) {
  auto none = as_completed(std::vector<future<int>>{}, 0ms);
  EXPECT_TRUE(none.begin() == none.end());
}

TEST_F(AsCompleted, TakesFuturesOfSeveralTypes) {
  promise<void> nothing;
  nothing.set_result();
  promises_[0].set_result(1);
  int seen = 0;
  for (const auto& done : as_completed({nothing.get_future(), futures_[0]})) seen += done.done();
  EXPECT_EQ(seen, 2);
}

TEST_F(AsCompleted, MayBeMovedAndLeftBeforeItsEnd) {
  promises_[0].set_result(1);
  auto first = as_completed(futures_);
  const auto at = first.begin();
  auto moved = std::move(first);
  EXPECT_EQ(*at, futures_[0]);
  { const auto gone = std::move(moved); }
  promises_[1].set_result(1);  // nobody is there to be told
}

TEST_F(AsCompleted, KeepsNoReferenceToWhatItYielded) {
  std::vector<std::weak_ptr<int>> watched;
  std::vector<future<std::shared_ptr<int>>> all;
  for (int i = 0; i < 3; ++i) {
    promise<std::shared_ptr<int>> made;
    all.push_back(made.get_future());
    made.set_result(std::make_shared<int>(i));
    watched.push_back(all.back().result());
  }
  int alive = 3;
  for (auto& done : as_completed(std::move(all))) {
    { const auto last_handle = std::move(done); }
    --alive;
    EXPECT_EQ(std::ranges::count_if(watched, [](auto& each) { return !each.expired(); }), alive);
  }
}

class AsCompletedTasks : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, AsCompletedTasks, every_backend(), by_backend);

TEST_P(AsCompletedTasks, YieldsEachExactlyOnce) {
  const auto pool = make_pool(3);
  for (int round = 0; round < 20; ++round) {
    std::vector<future<int>> all;
    for (int i = 0; i < 200; ++i) all.push_back(pool->submit([i] { return i; }));
    std::set<int> seen;
    for (const auto& done : as_completed(all)) EXPECT_TRUE(seen.insert(done.result()).second);
    EXPECT_EQ(seen.size(), 200U);
  }
}

TEST_P(AsCompletedTasks, TakesFuturesOfDifferentExecutors) {
  const auto one = make_pool();
  const auto other = make_pool();
  int sum = 0;
  for (const auto& done :
       as_completed(std::vector{one->submit([] { return 1; }), other->submit([] { return 2; })}))
    sum += done.result();
  EXPECT_EQ(sum, 3);
}

TEST_P(AsCompletedTasks, EndsAfterAShutdownThatCancels) {
  const auto pool = make_pool();
  std::vector<future<void>> all;
  for (int i = 0; i < 50; ++i) all.push_back(pool->submit([] {}));
  auto done = as_completed(all);
  pool->shutdown({.cancel_futures = true});
  EXPECT_EQ(std::ranges::distance(done), 50);
}

int sum_of_children(futures::executor& pool, int depth) {
  if (depth == 0) return 1;
  std::vector<future<int>> children;
  for (int i = 0; i < 3; ++i)
    children.push_back(pool.submit(sum_of_children, std::ref(pool), depth - 1));
  int sum = 0;
  for (const auto& done : as_completed(children)) sum += done.result();
  return sum;
}

TEST_P(AsCompletedTasks, OfItsOwnEndsInATaskHoweverFewTheWorkers) {
  for (const std::size_t workers : {1, 2}) {
    const auto pool = make_pool(workers);
    std::vector<future<int>> parents;
    for (int i = 0; i < 4; ++i)
      parents.push_back(pool->submit(sum_of_children, std::ref(*pool), 4));
    for (const auto& each : parents) EXPECT_EQ(each.result(), 81);
  }
}

TEST_P(AsCompletedTasks, MeetsACrowdOfThreads) {
  const auto pool = make_pool(2);
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round) {
        std::vector<future<int>> all;
        for (int i = 0; i < 20; ++i) all.push_back(pool->submit([i] { return i; }));
        int sum = 0;
        for (const auto& done : as_completed(all)) sum += done.result();
        EXPECT_EQ(sum, 190);
      }
    });
}

class AsCompletedInAPool : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, AsCompletedInAPool,
                         backends_claiming<AsCompletedInAPool>(&capabilities::asynchronous,
                                                               &capabilities::bounded_workers),
                         by_backend);

TEST_P(AsCompletedInAPool, RunsTheOldestChildWhenNobodyElseCan) {
  const auto pool = make_pool(1);
  const auto parent = pool->submit([&] {
    std::vector<future<int>> children;
    for (int i = 0; i < 5; ++i) children.push_back(pool->submit([i] { return i; }));
    std::vector<int> order;
    for (const auto& done : as_completed(children)) order.push_back(done.result());
    return order;
  });
  EXPECT_EQ(parent.result(), (std::vector{0, 1, 2, 3, 4}));
}

TEST_P(AsCompletedInAPool, YieldsWhatIsDoneElsewhereBeforeItHelps) {
  gate slow_may_end;
  const auto pool = make_pool(2);
  const auto parent = pool->submit([&] {
    const auto slow = pool->submit([&] { slow_may_end.wait_open(); });
    while (!slow.running()) std::this_thread::yield();  // on the other worker
    const auto behind = pool->submit([] {});
    promise<void> event;
    event.set_result();
    auto done = as_completed({slow, behind, event.get_future()});
    const bool event_first = *done.begin() == event.get_future() && !behind.done();
    slow_may_end.open();
    return event_first;
  });
  EXPECT_TRUE(parent.result());
}

}  // namespace
}  // namespace conformance
