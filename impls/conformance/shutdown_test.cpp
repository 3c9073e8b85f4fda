// SPDX-License-Identifier: MIT
// Laws of shutdown() and of leaving an executor's scope: what was accepted is done, then nothing
// is.
#include <stdexcept>
#include <tuple>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using futures::cancelled_error;
using futures::capabilities;
using futures::executor;
using futures::executor_shutdown_error;
using futures::future_state;

bool refuses_tasks(executor& pool) {
  try {
    std::ignore = pool.submit([] {});
    return false;
  } catch (const executor_shutdown_error&) {
    return true;
  }
}

class Shutdown : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, Shutdown, every_backend(), by_backend);

class ShutdownDeathTest : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, ShutdownDeathTest, every_backend(), by_backend);

TEST_P(ShutdownDeathTest, ByATaskThatDestroysItsExecutorEndsTheProgramAndSaysSo) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        auto pool = make_pool(1);
        pool->submit([&] { pool.reset(); }).result();
      },
      "destroyed by one of its own tasks");
}

TEST_P(Shutdown, LeavingTheScopeWaitsForEveryTask) {
  std::atomic<int> runs = 0;
  {
    const auto pool = make_pool();
    for (int i = 0; i < 200; ++i)
      std::ignore = pool->submit([&] {
        std::this_thread::yield();
        ++runs;
      });
  }
  EXPECT_EQ(runs, 200);
}

TEST_P(Shutdown, OfAnExecutorWithoutTasksReturns) {
  make_pool()->shutdown();
  make_pool().reset();
}

TEST_P(Shutdown, WaitsForEveryTask) {
  const auto pool = make_pool();
  std::vector<futures::future<int>> all;
  for (int i = 0; i < 50; ++i) all.push_back(pool->submit([i] { return i; }));
  pool->shutdown();
  for (int i = 0; i < 50; ++i) {
    const auto& task = all[static_cast<std::size_t>(i)];
    EXPECT_TRUE(task.done());
    EXPECT_EQ(task.result(), i);
  }
}

TEST_P(Shutdown, IsFollowedByRefusals) {
  const auto pool = make_pool();
  pool->shutdown();
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(refuses_tasks(*pool));
}

TEST_P(Shutdown, MayBeCalledAgain) {
  const auto pool = make_pool();
  const auto answer = pool->submit([] { return 1; });
  pool->shutdown();
  pool->shutdown();
  pool->shutdown({.cancel_futures = true});
  EXPECT_EQ(answer.result(), 1);
}

TEST_P(Shutdown, MayBeCalledByManyThreadsAtOnce) {
  const auto pool = make_pool();
  std::atomic<int> runs = 0;
  for (int i = 0; i < 100; ++i) std::ignore = pool->submit([&] { ++runs; });
  std::vector<std::jthread> callers;
  for (int i = 0; i < 4; ++i)
    callers.emplace_back([&] {
      pool->shutdown();
      EXPECT_EQ(runs, 100);
    });
}

TEST_P(Shutdown, FromATaskOfTheSameExecutorIsAnError) {
  const auto pool = make_pool();
  EXPECT_THROW(pool->submit([&] { pool->shutdown(); }).result(), futures::error);
}

TEST_P(Shutdown, OfAnotherExecutorFromATaskIsFine) {
  const auto pool = make_pool();
  const auto other = make_pool();
  const auto answer = other->submit([] { return 1; });
  EXPECT_NO_THROW(pool->submit([&] { other->shutdown(); }).result());
  EXPECT_TRUE(answer.done());
}

TEST_P(Shutdown, RacingWithSubmitsLosesNoTask) {
  for (int round = 0; round < 10; ++round) {
    const auto pool = make_pool();
    std::atomic<int> accepted = 0;
    std::atomic<int> runs = 0;
    std::jthread submitter([&] {
      try {
        for (;;) {
          std::ignore = pool->submit([&] { ++runs; });
          ++accepted;
        }
      } catch (const executor_shutdown_error&) {
      }
    });
    while (accepted < 10) std::this_thread::yield();
    pool->shutdown();
    submitter.join();
    EXPECT_EQ(runs, accepted);
  }
}

TEST_P(Shutdown, WithCancelEndsEveryFuture) {
  const auto pool = make_pool();
  std::atomic<int> runs = 0;
  std::vector<futures::future<void>> all;
  for (int i = 0; i < 200; ++i) all.push_back(pool->submit([&] { ++runs; }));
  pool->shutdown({.cancel_futures = true});
  int finished = 0;
  for (const auto& task : all) {
    EXPECT_TRUE(task.done());
    finished += task.cancelled() ? 0 : 1;
  }
  EXPECT_EQ(runs, finished);
}

class ShutdownOccupied : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, ShutdownOccupied,
                         backends_claiming<ShutdownOccupied>(&capabilities::bounded_workers,
                                                             &capabilities::cancel_pending,
                                                             &capabilities::shutdown_nowait),
                         by_backend);

TEST_P(ShutdownOccupied, WithCancelStopsWhatDidNotStartAndFinishesWhatDid) {
  const auto pool = make_pool(2);
  std::atomic<int> runs = 0;
  occupied_workers workers(*pool);
  std::vector<futures::future<void>> pending;
  for (int i = 0; i < 50; ++i) pending.push_back(pool->submit([&] { ++runs; }));
  pool->shutdown({.wait = false, .cancel_futures = true});
  workers.release();
  pool->shutdown();
  for (const auto& task : pending) EXPECT_THROW(task.result(), cancelled_error);
  for (const auto& task : workers.tasks()) EXPECT_NO_THROW(task.result());
  EXPECT_EQ(runs, 0);
}

TEST_P(ShutdownOccupied, WithCancelReachesAChildThatItsParentWaitsFor) {
  const auto pool = make_pool(1);
  bool child_ran = false;
  const auto parent = pool->submit([&] {
    const auto child = pool->submit([&] { child_ran = true; });
    pool->shutdown({.wait = false, .cancel_futures = true});
    child.result();
  });
  EXPECT_THROW(parent.result(), cancelled_error);
  EXPECT_FALSE(child_ran);
}

TEST_P(ShutdownOccupied, CallbacksOfCancelledTasksBelongToTheExecutor) {
  const auto pool = make_pool(1);
  std::atomic<executor*> inside = nullptr;
  occupied_workers workers(*pool);
  pool->submit([] {}).add_done_callback(
      [&](const futures::any_future&) { inside = futures::this_task::current_executor(); });
  pool->shutdown({.wait = false, .cancel_futures = true});
  workers.release();
  pool->shutdown();
  EXPECT_EQ(inside, pool.get());  // so that a shutdown() in there is refused and does not hang
}

TEST_P(ShutdownOccupied, SleepsUntilTheLastTaskIsDone) {
  const auto pool = make_pool(2);
  occupied_workers workers(*pool);
  std::atomic<bool> returned = false;
  sleeping_waiter closer([&] {
    pool->shutdown();
    returned = true;
  });
  EXPECT_FALSE(returned);
  EXPECT_TRUE(refuses_tasks(*pool));
  workers.release();
  closer.join();
  EXPECT_TRUE(returned);
}

TEST_P(ShutdownOccupied, RefusesWhatTheTasksSubmit) {
  gate closed;
  const auto pool = make_pool(1);
  const auto parent = pool->submit([&] {
    closed.wait_open();
    return refuses_tasks(*pool);
  });
  pool->shutdown({.wait = false});
  closed.open();
  EXPECT_TRUE(parent.result());
}

TEST_P(ShutdownOccupied, AfterACancelledTaskDoesNotHang) {
  const auto pool = make_pool(1);
  occupied_workers workers(*pool);
  auto pending = pool->submit([] {});
  EXPECT_TRUE(pending.cancel());
  workers.release();
  pool->shutdown();
}

class ShutdownWithoutWait : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, ShutdownWithoutWait,
                         backends_claiming<ShutdownWithoutWait>(&capabilities::shutdown_nowait),
                         by_backend);

TEST_P(ShutdownWithoutWait, ReturnsWhileTasksRunAndLetsThemFinish) {
  gate opened;
  auto pool = make_pool();
  const auto running = pool->submit([&] {
    opened.wait_open();
    return 1;
  });
  const auto behind = pool->submit([] { return 2; });
  pool->shutdown({.wait = false});
  EXPECT_FALSE(running.done());
  EXPECT_TRUE(refuses_tasks(*pool));
  opened.open();
  EXPECT_EQ(running.result() + behind.result(), 3);
  pool.reset();
}

TEST_P(ShutdownWithoutWait, IsAllowedInATask) {
  const auto pool = make_pool();
  EXPECT_NO_THROW(pool->submit([&] { pool->shutdown({.wait = false}); }).result());
  EXPECT_TRUE(refuses_tasks(*pool));
}

class ShutdownWithoutWaitRefused : public backend_test {};
INSTANTIATE_TEST_SUITE_P(
    Every, ShutdownWithoutWaitRefused,
    backends_not_claiming<ShutdownWithoutWaitRefused>(&capabilities::shutdown_nowait), by_backend);

TEST_P(ShutdownWithoutWaitRefused, ThrowsAndChangesNothing) {
  const auto pool = make_pool();
  EXPECT_THROW(pool->shutdown({.wait = false}), futures::unsupported_operation);
  EXPECT_THROW(pool->shutdown({.wait = false, .cancel_futures = true}),
               futures::unsupported_operation);
  EXPECT_FALSE(refuses_tasks(*pool));
}

}  // namespace
}  // namespace conformance
