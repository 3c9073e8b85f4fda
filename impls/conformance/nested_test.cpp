// SPDX-License-Identifier: MIT
// Laws of tasks that submit tasks and wait for them: no pool is too small, and no lock in the way.
#include <array>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <tuple>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using futures::capabilities;
using futures::executor;

int nested_depth(executor& pool, int depth) {
  if (depth == 0) return 0;
  return pool.submit(nested_depth, std::ref(pool), depth - 1).result() + 1;
}

int fib(executor& pool, int n) {
  if (n < 2) return n;
  auto left = pool.submit(fib, std::ref(pool), n - 1);
  auto right = pool.submit(fib, std::ref(pool), n - 2);
  return left.result() + right.result();
}

class Nested : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, Nested, every_backend(), by_backend);

TEST_P(Nested, SubmitFromATaskIsAccepted) {
  std::atomic<int> runs = 0;
  {
    const auto pool = make_pool(1);
    const auto parent = pool->submit([&] {
      for (int i = 0; i < 10; ++i) std::ignore = pool->submit([&] { ++runs; });
    });
    parent.result();
  }  // leaving the scope waits for the children, too
  EXPECT_EQ(runs, 10);
}

TEST_P(Nested, ChainsOfSubmitsAreDrained) {
  std::atomic<int> runs = 0;
  {
    const auto pool = make_pool(2);
    std::function<void(int)> step = [&](int left) {
      ++runs;
      if (left > 1) std::ignore = pool->submit(step, left - 1);
    };
    pool->submit(step, 100).result();
    while (runs < 100) std::this_thread::yield();
  }
  EXPECT_EQ(runs, 100);
}

TEST_P(Nested, ResultsToDepth100NeedNoMoreThanOneWorker) {
  for (const std::size_t workers : {1, 2}) {
    const auto pool = make_pool(workers);
    EXPECT_EQ(pool->submit(nested_depth, std::ref(*pool), 100).result(), 100);
  }
}

TEST_P(Nested, RecursiveFibNeedsNoMoreThanOneWorker) {
  for (const std::size_t workers : {1, 2}) {
    const auto pool = make_pool(workers);
    EXPECT_EQ(pool->submit(fib, std::ref(*pool), 10).result(), 55);
  }
}

TEST_P(Nested, WaitForAllChildrenInAnyOrderNeedsNoMoreThanOneWorker) {
  const auto pool = make_pool(1);
  const auto parent = [&] {
    std::vector<futures::future<int>> children;
    for (int i = 0; i < 20; ++i) children.push_back(pool->submit([i] { return i; }));
    int sum = 0;
    for (auto child = children.rbegin(); child != children.rend(); ++child) sum += child->result();
    return sum;
  };
  EXPECT_EQ(pool->submit(parent).result(), 190);
}

TEST_P(Nested, ExceptionsClimbFromTaskToTask) {
  const auto pool = make_pool(1);
  auto top = pool->submit([&] {
    pool->submit([&] { pool->submit([] { throw std::out_of_range("deep"); }).result(); }).result();
  });
  EXPECT_THROW(top.result(), std::out_of_range);
}

// A waiter that helps with any task, not just the one it waits for, picks up a task that needs the
// mutex of the frame below it, and both stand still.
TEST_P(Nested, WaitingWhileHoldingAMutexFinishes) {
  constexpr int mutexes = 5;
  std::array<std::mutex, mutexes> mutex;
  const auto pool = make_pool(2);
  std::vector<futures::future<int>> parents;
  for (int i = 0; i < 2 * mutexes; ++i)
    parents.push_back(pool->submit([&, i] {
      const std::lock_guard lock(mutex[static_cast<std::size_t>(i % mutexes)]);
      return pool->submit([i] { return i; }).result();
    }));
  for (int i = 0; i < 2 * mutexes; ++i) EXPECT_EQ(parents[static_cast<std::size_t>(i)].result(), i);
}

TEST_P(Nested, ATaskWaitsInCallbacksAsItDoesElsewhere) {
  const auto pool = make_pool(1);
  std::atomic<int> seen = 0;
  const auto parent = pool->submit([&] {
    const auto child = pool->submit([] { return 1; });
    child.add_done_callback(
        [&](const auto& done) { seen = done.result() + pool->submit([] { return 2; }).result(); });
    child.wait();
  });
  parent.result();
  pool->shutdown();
  EXPECT_EQ(seen, 3);
}

class NestedConcurrently : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, NestedConcurrently,
                         backends_claiming<NestedConcurrently>(&capabilities::asynchronous,
                                                               &capabilities::bounded_workers),
                         by_backend);

TEST_P(NestedConcurrently, AWaitingWorkerRunsThePendingChildItself) {
  const auto pool = make_pool(1);
  const auto here = [] { return std::this_thread::get_id(); };
  const auto same = pool->submit([&] { return pool->submit(here).result() == here(); });
  EXPECT_TRUE(same.result());
}

TEST_P(NestedConcurrently, AWaitingWorkerRunsNothingButItsChild) {
  const auto pool = make_pool(1);
  std::atomic<bool> other_ran = false;
  const auto parent = pool->submit([&] {
    std::ignore = pool->submit([&] { other_ran = true; });
    pool->submit([] {}).result();
    return other_ran.load();
  });
  EXPECT_FALSE(parent.result());
}

TEST_P(NestedConcurrently, AWorkerSleepsUntilTheChildThatRunsElsewhereIsDone) {
  gate child_may_end;
  std::atomic<bool> child_runs = false;
  std::atomic<long> parent_thread = 0;
  const auto pool = make_pool(2);
  const auto parent = pool->submit([&] {
    const auto child = pool->submit([&] {
      child_runs = true;
      child_may_end.wait_open();
      return 6;
    });
    while (!child_runs) std::this_thread::yield();
    parent_thread = this_thread_number();
    return child.result() * 7;
  });
  while (parent_thread == 0) std::this_thread::yield();
  wait_until_asleep(parent_thread);
  child_may_end.open();
  EXPECT_EQ(parent.result(), 42);
}

/// A task from outside the pool in the middle of its run, by the worker that waits for it.
class run_in_place {
 public:
  explicit run_in_place(executor& pool) {
    occupied_workers busy(pool);  // so that the worker finds both tasks at once
    outer_ = pool.submit([this] { return inner_->result(); });
    inner_ = pool.submit([this] {
      runs_.open();
      may_end_.wait_open();
      return 7;
    });
    busy.release();
    runs_.wait_open();
  }
  ~run_in_place() {
    end();
    outer_->wait();
  }
  const futures::future<int>& outer() const { return *outer_; }
  futures::future<int>& inner() { return *inner_; }
  void end() { may_end_.open(); }

 private:
  gate runs_;
  gate may_end_;
  std::optional<futures::future<int>> outer_;
  std::optional<futures::future<int>> inner_;
};

TEST_P(NestedConcurrently, ATaskFromOutsideThatIsRunInPlaceWakesWhoSleepsForIt) {
  const auto pool = make_pool(1);
  run_in_place task(*pool);
  sleeping_waiter waiter([&] { task.inner().wait(); });
  task.end();
  waiter.join();
  EXPECT_EQ(task.outer().result(), 7);
}

TEST_P(NestedConcurrently, ATaskFromOutsideThatIsRunInPlaceCannotBeCancelled) {
  const auto pool = make_pool(1);
  run_in_place task(*pool);
  EXPECT_FALSE(task.inner().cancel());
  task.end();
  EXPECT_EQ(task.outer().result(), 7);
}

TEST_P(NestedConcurrently, ATaskFromOutsideThatIsRunInPlaceCallsBack) {
  const auto pool = make_pool(1);
  run_in_place task(*pool);
  gate called;
  task.inner().add_done_callback([&](const auto&) { called.open(); });
  task.end();
  called.wait_open();
}

TEST_P(NestedConcurrently, ATimedWaitDoesNotRunTheChild) {
  using namespace std::chrono_literals;
  const auto pool = make_pool(1);
  const auto parent = pool->submit([&] {
    const auto child = pool->submit([] {});
    return !child.wait_for(1ms) && child.state() == futures::future_state::pending;
  });
  EXPECT_TRUE(parent.result());
}

}  // namespace
}  // namespace conformance
