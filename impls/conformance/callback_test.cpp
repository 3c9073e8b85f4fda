// SPDX-License-Identifier: MIT
// Laws of add_done_callback(): called once, in order, whatever the other callbacks do.
#include <functional>
#include <stdexcept>
#include <tuple>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using futures::any_future;
using futures::capabilities;
using futures::future;
using futures::promise;

class Callback : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, Callback, every_backend(), by_backend);

TEST_P(Callback, SeesTheFutureDoneWithItsTypeAndValue) {
  const auto pool = make_pool();
  std::atomic<int> seen = 0;
  const auto answer = pool->submit([] { return 42; });
  answer.add_done_callback([&](const future<int>& done) { seen += done.result(); });
  answer.add_done_callback([&](const any_future& done) { seen += done.done() ? 100 : 0; });
  answer.add_done_callback([&](const auto& done) { seen += 1000 * done.result(); });
  answer.add_done_callback([&](auto done) { seen += done == answer ? 100000 : 0; });
  pool->shutdown();
  EXPECT_EQ(seen, 142142);
}

TEST_P(Callback, SeesTheTasksException) {
  const auto pool = make_pool();
  std::atomic<bool> seen = false;
  const auto failed = pool->submit([] { throw std::out_of_range("row 7"); });
  failed.add_done_callback([&](const future<void>& done) { seen = done.exception() != nullptr; });
  pool->shutdown();
  EXPECT_TRUE(seen);
}

TEST_P(Callback, IsCalledExactlyOnceHoweverItRacesWithTheTask) {
  constexpr int tasks = 500;
  std::atomic<int> calls = 0;
  {
    const auto pool = make_pool();
    for (int i = 0; i < tasks; ++i) {
      const auto racing = pool->submit([] {});
      for (int j = 0; j < 3; ++j) racing.add_done_callback([&](const any_future&) { ++calls; });
    }
  }
  EXPECT_EQ(calls, 3 * tasks);
}

TEST_P(Callback, HasReturnedWhenShutdownReturns) {
  std::atomic<int> returned = 0;
  const auto pool = make_pool();
  for (int i = 0; i < 50; ++i)
    pool->submit([] {}).add_done_callback([&](const any_future&) {
      std::this_thread::yield();
      ++returned;
    });
  pool->shutdown();
  EXPECT_EQ(returned, 50);
}

TEST_P(Callback, MaySubmitTasks) {
  std::atomic<int> runs = 0;
  {
    const auto pool = make_pool();
    pool->submit([] {}).add_done_callback(
        [&](const any_future&) { std::ignore = pool->submit([&] { ++runs; }); });
    while (runs == 0) std::this_thread::yield();
  }
  EXPECT_EQ(runs, 1);
}

TEST_P(Callback, MaySubmitTheNextTaskAHundredTimes) {
  const auto pool = make_pool();
  std::atomic<int> calls = 0;
  const std::function<void()> submit_next = [&] {
    pool->submit([] {}).add_done_callback([&](const any_future&) {
      if (++calls < 100) submit_next();
    });
  };
  submit_next();
  while (calls < 100) std::this_thread::yield();
  pool->shutdown();
  EXPECT_EQ(calls, 100);
}

TEST_P(Callback, MovesIntoTheFutureAndIsDestroyedAfterItsCall) {
  const auto pool = make_pool();
  auto owned = std::make_unique<std::shared_ptr<int>>(std::make_shared<int>(1));
  const std::weak_ptr<int> watched = *owned;
  const auto answer = pool->submit([] {});
  answer.add_done_callback([owned = std::move(owned)](const any_future&) {});
  pool->shutdown();
  EXPECT_TRUE(watched.expired());
}

class AsynchronousCallback : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, AsynchronousCallback,
                         backends_claiming<AsynchronousCallback>(&capabilities::asynchronous),
                         by_backend);

TEST_P(AsynchronousCallback, RunsOnTheWorkerInTheOrderOfRegistration) {
  gate opened;
  std::vector<int> order;
  std::thread::id called_on;
  const auto pool = make_pool();
  const auto answer = pool->submit([&] {
    opened.wait_open();
    return std::this_thread::get_id();
  });
  for (int i = 0; i < 5; ++i)
    answer.add_done_callback([&, i](const any_future&) {
      order.push_back(i);
      called_on = std::this_thread::get_id();
    });
  opened.open();
  pool->shutdown();
  EXPECT_EQ(order, (std::vector{0, 1, 2, 3, 4}));
  EXPECT_EQ(called_on, answer.result());
}

TEST_P(AsynchronousCallback, DoesNotKeepAResultFromItsWaiters) {
  gate callback_may_end;
  gate task_may_end;
  const auto pool = make_pool();
  const auto answer = pool->submit([&] {
    task_may_end.wait_open();
    return 42;
  });
  answer.add_done_callback([&](const any_future&) { callback_may_end.wait_open(); });
  int seen = 0;
  sleeping_waiter waiter([&] { seen = answer.result(); });
  task_may_end.open();
  waiter.join();
  EXPECT_EQ(seen, 42);
  callback_may_end.open();
}

// What follows needs no executor: the futures are made by hand.

class PromisedCallback : public testing::Test {
 protected:
  auto note(int number) {
    return [this, number](const any_future&) { order_.push_back(number); };
  }
  auto note_and_throw(int number) {
    return [this, number](const any_future&) {
      order_.push_back(number);
      number % 2 == 0 ? throw std::out_of_range("from a callback") : throw number;
    };
  }
  std::vector<int> order_;
  promise<int> promise_;
  future<int> future_ = promise_.get_future();

 private:
  watchdog watchdog_;
};

TEST_F(PromisedCallback, WaitsForTheResultAndIsCalledInOrder) {
  for (const int i : {1, 2, 3}) future_.add_done_callback(note(i));
  EXPECT_TRUE(order_.empty());
  promise_.set_result(1);
  EXPECT_EQ(order_, (std::vector{1, 2, 3}));
}

TEST_F(PromisedCallback, IsCalledAtOnceWhenTheFutureIsDone) {
  promise_.set_result(1);
  future_.add_done_callback(note(1));
  EXPECT_EQ(order_, std::vector{1});
}

TEST_F(PromisedCallback, ThatThrowsIsReportedAndStopsNoOther) {
  for (const int i : {1, 2, 3}) future_.add_done_callback(note_and_throw(i));
  testing::internal::CaptureStderr();
  promise_.set_result(5);
  EXPECT_NO_THROW(future_.add_done_callback(note_and_throw(4)));
  EXPECT_NE(testing::internal::GetCapturedStderr().find("from a callback"), std::string::npos);
  EXPECT_EQ(order_, (std::vector{1, 2, 3, 4}));
  EXPECT_EQ(future_.result(), 5);
}

TEST_F(PromisedCallback, IsCalledOnCancel) {
  bool cancelled_inside = false;
  future_.add_done_callback([&](const any_future& f) { cancelled_inside = f.cancelled(); });
  EXPECT_TRUE(future_.cancel());
  EXPECT_TRUE(cancelled_inside);
  future_.add_done_callback(note(1));
  EXPECT_EQ(order_, std::vector{1});
}

TEST_F(PromisedCallback, IsCalledWhenThePromiseIsBroken) {
  future_.add_done_callback(note(1));
  { const promise<int> gone = std::move(promise_); }
  EXPECT_EQ(order_, std::vector{1});
}

TEST_F(PromisedCallback, MayKeepItsOwnFuture) {
  const auto alive = std::make_shared<int>(1);
  future_.add_done_callback([self = future_, alive](const any_future&) {});
  promise_.set_result(1);
  EXPECT_EQ(alive.use_count(), 1);
}

}  // namespace
}  // namespace conformance
