// SPDX-License-Identifier: MIT
// Laws of process pools: their workers, their end, and what becomes of tasks.
#include "impls/conformance/process_pool_test.hpp"

#include <sys/wait.h>

#include <csignal>
#include <filesystem>
#include <functional>
#include <future>
#include <set>
#include <stdexcept>
#include <thread>

#include "futures/futures.hpp"

namespace conformance {
namespace {

using futures::future;
using futures::future_state;
using futures::process_pool_executor;
using futures::process_pool_options;

long add_one(long x) { return x + 1; }

/// Notes how many such tasks run at once.
void be_counted() {
  const int now = ++board().count;
  int before = board().peak;
  while (before < now && !board().peak.compare_exchange_weak(before, now)) {
  }
  usleep(500);
  --board().count;
}

class ProcessPool : public process_pool_test {};

TEST_F(ProcessPool, HasTheWorkersThatItWasAskedFor) {
  process_pool_executor pool(3);
  EXPECT_EQ(pool.max_workers(), 3U);
  EXPECT_EQ(pool.name(), "process_pool");
  std::vector<future<void>> all;
  for (int i = 0; i < 45; ++i) all.push_back(pool.submit(be_counted));
  futures::wait(all);
  EXPECT_LE(board().peak, 3);
  EXPECT_EQ(occupy(pool).size(), 3U);  // all of them at once
  board().opened = 1;
}

TEST_F(ProcessPool, HasAsManyWorkersAsThereAreCpusIfNobodySays) {
  process_pool_executor pool;
  EXPECT_GE(pool.max_workers(), 1U);
  EXPECT_LE(pool.max_workers(), std::thread::hardware_concurrency());
}

TEST_F(ProcessPool, WithoutWorkersIsRefused) {
  EXPECT_THROW(process_pool_executor(0), std::invalid_argument);
  EXPECT_THROW(process_pool_executor(process_pool_options{.max_tasks_per_child = 0}),
               std::invalid_argument);
}

TEST_F(ProcessPool, ReusesItsWorkers) {
  process_pool_executor pool(1);
  const auto first = pool.submit(getpid).result();
  EXPECT_EQ(pool.submit(getpid).result(), first);
  EXPECT_EQ(pool.submit(getpid).result(), first);
}

TEST_F(ProcessPool, NumbersItsWorkers) {
  process_pool_executor pool(2);
  std::vector<future<std::size_t>> all;
  for (int i = 0; i < 2; ++i)
    all.push_back(pool.submit([] {
      wait_at_gate();
      return futures::this_task::worker_index().value();
    }));
  board().wait_for_arrivals(2);
  board().opened = 1;
  EXPECT_EQ((std::set{all[0].result(), all[1].result()}), (std::set<std::size_t>{0, 1}));
}

TEST_F(ProcessPool, WithOneWorkerStartsTasksInOrder) {
  process_pool_executor pool(1);
  auto blocked = occupy(pool);
  std::vector<future<int>> all;
  for (int i = 0; i < 20; ++i) all.push_back(pool.submit([] { return board().count++; }));
  board().opened = 1;
  for (int i = 0; i < 20; ++i) EXPECT_EQ(all[static_cast<std::size_t>(i)].result(), i);
}

TEST_F(ProcessPool, CancelsTasksThatWait) {
  process_pool_executor pool(2);
  const auto running = occupy(pool);
  auto waiting = pool.submit([] { ++board().count; });
  EXPECT_EQ(waiting.state(), future_state::pending);
  EXPECT_TRUE(waiting.cancel());
  for (auto each : running) EXPECT_FALSE(each.cancel());
  board().opened = 1;
  for (const auto& each : running) EXPECT_NO_THROW(each.result());
  EXPECT_THROW(waiting.result(), futures::cancelled_error);
  pool.shutdown();
  EXPECT_EQ(board().count, 0);
}

TEST_F(ProcessPool, HandsShortTasksOutAheadAndLongOnesNot) {
  process_pool_executor pool(1);
  for (int i = 0; i < 100; ++i) pool.submit(add_one, 1).result();
  for (int i = 0; i < 100; ++i) pool.submit(usleep, 300U).result();
  auto blocked = occupy(pool);
  auto waiting = pool.submit(add_one, 1);
  EXPECT_TRUE(waiting.cancel());
  board().opened = 1;
}

TEST_F(ProcessPool, RunsCallbacksInOrderInThisProcess) {
  process_pool_executor pool(1);
  auto blocked = occupy(pool);
  auto task = pool.submit(add_one, 1);
  std::vector<long> calls;
  task.add_done_callback([&](const auto& done) { calls.push_back(done.result()); });
  task.add_done_callback([&](const auto& done) { calls.push_back(-done.result()); });
  board().opened = 1;
  pool.shutdown();
  EXPECT_EQ(calls, (std::vector<long>{2, -2}));
}

TEST_F(ProcessPool, LetsACallbackWaitForAnotherTask) {
  process_pool_executor pool(1);
  std::promise<long> result;
  auto blocked = occupy(pool);
  pool.submit(add_one, 1).add_done_callback([&](const auto& done) {
    result.set_value(pool.submit(add_one, done.result()).result());
  });
  board().opened = 1;
  EXPECT_EQ(result.get_future().get(), 3);
}

TEST_F(ProcessPool, ChainsTasksByCallbacks) {
  process_pool_executor pool(2);
  std::atomic<int> left = 100;
  std::promise<void> ended;
  std::function<void()> next = [&] {
    pool.submit(add_one, 1).add_done_callback([&](const auto&) {
      --left == 0 ? ended.set_value() : next();
    });
  };
  next();
  ended.get_future().wait();
  EXPECT_EQ(left, 0);
}

TEST_F(ProcessPool, TakesTasksFromManyThreads) {
  process_pool_executor pool(2);
  std::vector<std::thread> threads;
  std::atomic<long> sum = 0;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (long x = 0; x < 250; ++x) sum += pool.submit(add_one, x).result();
    });
  for (auto& each : threads) each.join();
  EXPECT_EQ(sum, 4 * (250 * 249 / 2 + 250));
}

TEST_F(ProcessPool, CanBeWaitedForWithOtherPools) {
  process_pool_executor processes(1);
  futures::thread_pool_executor threads(1);
  std::vector<future<long>> all{processes.submit(add_one, 1L), threads.submit(add_one, 2L)};
  EXPECT_EQ(futures::wait(all).done.size(), 2U);
  long sum = 0;
  for (auto& each : futures::as_completed(all)) sum += each.result();
  EXPECT_EQ(sum, 5);
}

TEST_F(ProcessPool, TasksOfAThreadPoolMayWaitForItsOwn) {
  process_pool_executor processes(1);
  futures::thread_pool_executor threads(2);
  std::vector<future<long>> all;
  for (long i = 0; i < 20; ++i)
    all.push_back(threads.submit([&, i] { return processes.submit(add_one, i).result(); }));
  for (long i = 0; i < 20; ++i) EXPECT_EQ(all[static_cast<std::size_t>(i)].result(), i + 1);
}

TEST_F(ProcessPool, ReportsExceptionsThatNobodyFetches) {
  std::atomic<int> reports = 0;
  {
    process_pool_executor pool({.max_workers = 1, .on_unobserved = [&](auto) { ++reports; }});
    pool.post([] { throw std::runtime_error("nobody asks"); });
  }
  EXPECT_EQ(reports, 1);
}

TEST_F(ProcessPool, TellsOfThemWhereTheHandlerMayWaitForTheSamePool) {
  std::atomic<long> answers = 0;
  {
    process_pool_executor* pool = nullptr;
    process_pool_executor own({.max_workers = 1, .on_unobserved = [&](auto) {
                                 answers += pool->submit(add_one, 1).result();
                               }});
    pool = &own;
    own.post([] { throw std::runtime_error("nobody asks"); });
    const auto awaited = own.submit(add_one, 1);  // in the meantime this thread may receive
    EXPECT_EQ(awaited.result(), 2);
    while (answers == 0) usleep(200);
  }
  EXPECT_EQ(answers, 2);
}

// The end.

TEST_F(ProcessPool, LeavingTheScopeWaitsForEveryTask) {
  {
    process_pool_executor pool(2);
    for (int i = 0; i < 200; ++i) pool.post([] { ++board().count; });
  }
  EXPECT_EQ(board().count, 200);
}

TEST_F(ProcessPool, ResultsOutliveIt) {
  const auto task = process_pool_executor(1).submit(add_one, 1);
  EXPECT_EQ(task.result(), 2);
}

TEST_F(ProcessPool, RefusesTasksAfterItsShutdown) {
  process_pool_executor pool(1);
  pool.shutdown();
  pool.shutdown();
  EXPECT_THROW(std::ignore = pool.submit(add_one, 1), futures::executor_shutdown_error);
}

TEST_F(ProcessPool, ShutdownWithoutWaitingLetsTasksEnd) {
  process_pool_executor pool(1);
  const auto running = occupy(pool);
  const auto waiting = pool.submit(add_one, 1);
  pool.shutdown({.wait = false});
  EXPECT_FALSE(waiting.done());
  EXPECT_THROW(std::ignore = pool.submit(add_one, 1), futures::executor_shutdown_error);
  board().opened = 1;
  EXPECT_EQ(waiting.result(), 2);
}

TEST_F(ProcessPool, ShutdownCanCancelWhatWaits) {
  process_pool_executor pool(2);
  const auto running = occupy(pool);
  std::vector<future<void>> waiting;
  for (int i = 0; i < 50; ++i) waiting.push_back(pool.submit([] { ++board().count; }));
  pool.shutdown({.wait = false, .cancel_futures = true});
  EXPECT_EQ(futures::wait(waiting).done.size(), 50U);
  board().opened = 1;
  pool.shutdown();
  for (const auto& each : waiting) EXPECT_EQ(each.state(), future_state::cancelled);
  for (const auto& each : running) EXPECT_NO_THROW(each.result());
  EXPECT_EQ(board().count, 0);
}

TEST_F(ProcessPool, CancelAndShutdownReturnAtOnce) {
  process_pool_executor pool(1);
  auto blocked = occupy(pool);
  auto waiting = pool.submit(add_one, 1);
  EXPECT_TRUE(waiting.cancel());
  board().opened = 1;
  pool.shutdown();
}

TEST_F(ProcessPool, LeavesNoProcessAndNoDescriptorBehind) {
  const auto count_descriptors = [] {
    namespace fs = std::filesystem;
    return std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator());
  };
  pid_t worker = 0;
  { worker = process_pool_executor(1).submit(getpid).result(); }
  const auto before = count_descriptors();
  for (int i = 0; i < 20; ++i) worker = process_pool_executor(2).submit(getpid).result();
  EXPECT_EQ(count_descriptors(), before);
  EXPECT_EQ(kill(worker, 0), -1) << "not even as a zombie";
  EXPECT_EQ(errno, ESRCH);
}

// Workers that take turns.

TEST_F(ProcessPool, ReplacesAWorkerAfterSoManyTasks) {
  process_pool_executor pool({.max_workers = 1, .max_tasks_per_child = 3});
  const auto first = pool.submit(getpid).result();
  EXPECT_EQ(pool.submit(getpid).result(), first);
  EXPECT_EQ(pool.submit(getpid).result(), first);
  EXPECT_NE(pool.submit(getpid).result(), first);
}

TEST_F(ProcessPool, ReplacesWorkersWhileManyTasksWait) {
  process_pool_executor pool({.max_workers = 2, .max_tasks_per_child = 1});
  std::vector<future<pid_t>> all;
  for (int i = 0; i < 60; ++i) all.push_back(pool.submit(getpid));
  std::set<pid_t> workers;
  for (const auto& each : all) workers.insert(each.result());
  EXPECT_EQ(workers.size(), 60U);
}

TEST_F(ProcessPool, ReplacesWorkersAfterItsShutdownToo) {
  process_pool_executor pool({.max_workers = 1, .max_tasks_per_child = 1});
  std::vector<future<long>> all;
  for (long i = 0; i < 5; ++i) all.push_back(pool.submit(add_one, i));
  const auto failing = pool.submit([] { throw std::runtime_error("as it should"); });
  pool.shutdown({.wait = false});
  for (long i = 0; i < 5; ++i) EXPECT_EQ(all[static_cast<std::size_t>(i)].result(), i + 1);
  EXPECT_THROW(failing.result(), std::runtime_error);
}

// Initializers.

TEST_F(ProcessPool, CallsItsInitializerInEachWorkerBeforeItsTasks) {
  process_pool_executor pool(
      {.max_workers = 2, .initializer = {[](int by) { board().count += by; }, 10}});
  auto all = occupy(pool);
  EXPECT_EQ(board().count, 20);
  board().opened = 1;
}

TEST_F(ProcessPool, IsBrokenByAnInitializerThatThrows) {
  std::atomic<int> reports = 0;
  process_pool_executor pool({.max_workers = 1,
                              .initializer = [] { throw std::out_of_range("no such file"); },
                              .on_unobserved = [&](auto) { ++reports; }});
  try {
    pool.submit(add_one, 1).result();
    FAIL() << "nothing was thrown";
  } catch (const futures::broken_process_pool& problem) {
    EXPECT_THROW(std::rethrow_if_nested(problem), std::out_of_range);
  }
  EXPECT_THROW(std::ignore = pool.submit(add_one, 1), futures::broken_process_pool);
  pool.shutdown();
  EXPECT_EQ(reports, 1);
}

// Processes of processes.

TEST_F(ProcessPool, CannotBeNested) {
  process_pool_executor pool(1);
  EXPECT_THROW(pool.submit([] { process_pool_executor inner(1); }).result(),
               futures::unsupported_operation);
}

TEST_F(ProcessPool, ItsTasksMayUseThreadPools) {
  process_pool_executor pool(1);
  const auto with_threads = [](long x) {
    futures::thread_pool_executor threads(2);
    auto left = threads.submit(add_one, x), right = threads.submit(add_one, x);
    return left.result() + right.result();
  };
  EXPECT_EQ(pool.submit(with_threads, 4).result(), 10);
}

TEST_F(ProcessPool, InACopyOfTheProgramRefusesTasksAndCanBeDestroyed) {
  auto pool = std::make_unique<process_pool_executor>(1);
  const auto copy = fork();
  if (copy == 0) {
    bool refused = false;
    try {
      std::ignore = pool->submit(add_one, 1);
    } catch (const futures::error&) {
      refused = true;
    }
    pool.reset();
    _exit(refused ? 0 : 1);
  }
  int status = 0;
  waitpid(copy, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  EXPECT_EQ(pool->submit(add_one, 1).result(), 2);
}

}  // namespace
}  // namespace conformance
