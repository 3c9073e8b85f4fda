// SPDX-License-Identifier: MIT
// Laws of cancel(): it wins or loses against the start of the task, and everybody agrees which.
#include <chrono>
#include <optional>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using namespace std::chrono_literals;
using futures::any_future;
using futures::cancelled_error;
using futures::capabilities;
using futures::future_state;

class Cancel : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, Cancel, every_backend(), by_backend);

TEST_P(Cancel, ComesTooLateForAFinishedTask) {
  const auto pool = make_pool();
  auto answer = pool->submit([] { return 1; });
  auto failed = pool->submit([] { throw 1; });
  answer.wait();
  failed.wait();
  EXPECT_FALSE(answer.cancel());
  EXPECT_FALSE(failed.cancel());
  EXPECT_EQ(answer.result(), 1);
  EXPECT_THROW(failed.result(), int);
}

TEST_P(Cancel, ComesTooLateForATaskFromItsOwnInside) {
  gate have_future;
  const auto pool = make_pool();
  std::optional<futures::future<bool>> self;
  if (caps().asynchronous) {
    self = pool->submit([&] {
      have_future.wait_open();
      return self->cancel();
    });
    have_future.open();
    EXPECT_FALSE(self->result());
  } else {
    EXPECT_FALSE(pool->submit([] { return true; }).cancel());
  }
}

TEST_P(Cancel, EitherStopsATaskOrLetsItRunToItsEnd) {
  constexpr std::size_t tasks = 1000;
  std::vector<std::atomic<bool>> ran(tasks);
  std::vector<futures::future<void>> all;
  std::vector<bool> cancelled;
  {
    const auto pool = make_pool();
    for (std::size_t i = 0; i < tasks; ++i) all.push_back(pool->submit([&, i] { ran[i] = true; }));
    for (auto& task : all) cancelled.push_back(task.cancel());
  }
  for (std::size_t i = 0; i < tasks; ++i) {
    ASSERT_NE(ran[i], cancelled[i]) << "task " << i;
    ASSERT_EQ(all[i].state(), cancelled[i] ? future_state::cancelled : future_state::finished);
  }
}

class CancelNothing : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, CancelNothing,
                         backends_not_claiming<CancelNothing>(&capabilities::cancel_pending),
                         by_backend);

TEST_P(CancelNothing, CancelReturnsFalseBecauseTheTaskHasRun) {
  const auto pool = make_pool();
  bool ran = false;
  auto done = pool->submit([&] { ran = true; });
  EXPECT_FALSE(done.cancel());
  EXPECT_EQ(done.state(), future_state::finished);
  EXPECT_TRUE(ran);
}

/// A pool whose workers are all busy.
class CancelPending : public backend_test {
 protected:
  void SetUp() override {
    pool_ = make_pool(2);
    workers_.emplace(*pool_);
  }
  void TearDown() override {
    workers_.reset();
    pool_.reset();
  }
  std::unique_ptr<futures::executor> pool_;
  std::optional<occupied_workers> workers_;
};
INSTANTIATE_TEST_SUITE_P(Every, CancelPending,
                         backends_claiming<CancelPending>(&capabilities::cancel_pending,
                                                          &capabilities::bounded_workers),
                         by_backend);

TEST_P(CancelPending, EndsTheFutureAtOnceAndTheTaskNeverRuns) {
  bool ran = false;
  auto pending = pool_->submit([&] { ran = true; });
  EXPECT_EQ(pending.state(), future_state::pending);
  EXPECT_TRUE(pending.cancel());
  EXPECT_EQ(pending.state(), future_state::cancelled);
  EXPECT_TRUE(pending.wait_for(0ms));
  EXPECT_THROW(pending.result(), cancelled_error);
  EXPECT_THROW(pending.result(0ms), cancelled_error);
  EXPECT_THROW(pending.exception(), cancelled_error);
  EXPECT_THROW(pending.exception(0ms), cancelled_error);
  workers_->release();
  pool_->shutdown();
  EXPECT_FALSE(ran);
}

TEST_P(CancelPending, SaysYesAgainAndAgain) {
  auto pending = pool_->submit([] {});
  EXPECT_TRUE(pending.cancel());
  EXPECT_TRUE(pending.cancel());
}

TEST_P(CancelPending, ComesTooLateForARunningTask) {
  auto running = workers_->tasks().front();
  EXPECT_FALSE(running.cancel());
  EXPECT_TRUE(running.running());
  workers_->release();
  EXPECT_EQ(running.state(), future_state::finished);
}

TEST_P(CancelPending, LeavesItsNeighboursAlone) {
  auto before = pool_->submit([] { return 1; });
  auto cancelled = pool_->submit([] { return 2; });
  auto after = pool_->submit([] { return 3; });
  cancelled.cancel();
  workers_->release();
  EXPECT_EQ(before.result() + after.result(), 4);
}

TEST_P(CancelPending, WakesAWaiterWithCancelledError) {
  auto pending = pool_->submit([] {});
  std::atomic<bool> thrown = false;
  sleeping_waiter waiter([&] {
    EXPECT_THROW(pending.result(), cancelled_error);
    thrown = true;
  });
  pending.cancel();
  waiter.join();
  EXPECT_TRUE(thrown);
}

TEST_P(CancelPending, RunsTheCallbacksOnTheCancellingThread) {
  std::vector<int> order;
  auto pending = pool_->submit([] {});
  for (const int i : {1, 2})
    pending.add_done_callback([&, i](const any_future& f) {
      if (f.cancelled()) order.push_back(i);
    });
  pending.cancel();
  EXPECT_EQ(order, (std::vector{1, 2}));
}

TEST_P(CancelPending, DestroysTheCallableAtOnce) {
  auto captured = std::make_shared<int>(1);
  const std::weak_ptr<int> watched = captured;
  auto pending = pool_->submit([captured = std::move(captured)] {});
  EXPECT_FALSE(watched.expired());
  pending.cancel();
  EXPECT_TRUE(watched.expired());
}

TEST_P(CancelPending, IsSeenByAParentThatWaitsForItsChild) {
  const auto pool = make_pool(1);
  const auto parent = pool->submit([&] {
    auto child = pool->submit([] {});  // the only worker is here, so the child stays pending
    EXPECT_TRUE(child.cancel());
    child.result();
  });
  EXPECT_THROW(parent.result(), cancelled_error);
}

TEST_P(CancelPending, PredicatesAgreeWithTheState) {
  const auto agree = [](const any_future& f, future_state expected) {
    return f.state() == expected && f.running() == (expected == future_state::running) &&
           f.cancelled() == (expected == future_state::cancelled) &&
           f.done() == (expected == future_state::cancelled || expected == future_state::finished);
  };
  auto pending = pool_->submit([] {});
  auto cancelled = pool_->submit([] {});
  cancelled.cancel();
  const auto running = workers_->tasks().front();
  EXPECT_TRUE(agree(pending, future_state::pending));
  EXPECT_TRUE(agree(running, future_state::running));
  EXPECT_TRUE(agree(cancelled, future_state::cancelled));
  workers_->release();
  pending.wait();
  EXPECT_TRUE(agree(running, future_state::finished));
  EXPECT_TRUE(agree(pending, future_state::finished));
  EXPECT_TRUE(agree(cancelled, future_state::cancelled));
}

TEST_P(CancelPending, TimeoutsOfAPendingTaskLeaveItPending) {
  const auto pending = pool_->submit([] { return 5; });
  EXPECT_THROW(pending.result(0ms), futures::timeout_error);
  EXPECT_THROW(pending.exception(0ms), futures::timeout_error);
  EXPECT_EQ(pending.state(), future_state::pending);
  workers_->release();
  EXPECT_EQ(pending.result(), 5);
}

}  // namespace
}  // namespace conformance
