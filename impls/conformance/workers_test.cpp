// SPDX-License-Identifier: MIT
// Laws of workers: as many tasks at once as promised, never more, and no thread left behind.
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <limits>
#include <mutex>
#include <set>
#include <system_error>
#include <tuple>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using futures::capabilities;
using futures::executor;

/// Lets others run, so that a worker too many has the time to show up. Few turns inside tasks: on a
/// busy machine each may take as long as the scheduler lets others run.
void linger(int turns = 2) {
  for (int turn = 0; turn < turns; ++turn) std::this_thread::yield();
}

int most_at_once(const executor& pool) {
  return pool.max_workers() == 0 ? std::numeric_limits<int>::max()
                                 : static_cast<int>(pool.max_workers());
}

class Workers : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, Workers, every_backend(), by_backend);

TEST_P(Workers, RunNoMoreTasksAtOnceThanMaxWorkers) {
  peak_count running;
  int bound = 0;
  {
    const auto pool = make_pool(3);
    bound = most_at_once(*pool);
    for (int i = 0; i < 300; ++i)
      std::ignore = pool->submit([&] {
        const peak_count::scope here(running);
        linger();
      });
  }
  EXPECT_LE(running.peak(), bound);
  EXPECT_GE(running.peak(), 1);
}

TEST_P(Workers, AreNotExceededByNestedWaits) {
  peak_count leaves;
  int bound = 0;
  {
    const auto pool = make_pool(2);
    bound = most_at_once(*pool);
    const auto leaf = [&] {
      const peak_count::scope here(leaves);
      linger();
    };
    const auto parent = [&] {
      std::vector<futures::future<void>> children;
      for (int i = 0; i < 5; ++i) children.push_back(pool->submit(leaf));
      for (const auto& child : children) child.result();
    };
    std::vector<futures::future<void>> parents;
    for (int i = 0; i < 20; ++i) parents.push_back(pool->submit(parent));
    for (const auto& each : parents) each.result();
  }
  EXPECT_LE(leaves.peak(), bound);
  EXPECT_GE(leaves.peak(), 1);
}

TEST_P(Workers, LeaveNoThreadBehind) {
  constexpr std::size_t cycles = 300;
  constexpr std::size_t a_runtime_may_keep = 260;  // TBB: up to 256, all idle; libomp: fewer
  const auto before = count_threads();
  for (std::size_t i = 0; i < cycles; ++i) {
    const auto pool = make_pool(3);
    for (int task = 0; task < 6; ++task) std::ignore = pool->submit([] {});
  }
  // A thread left behind by each executor would be more. The last may be on their way out.
  while (count_threads() > before + a_runtime_may_keep) std::this_thread::yield();
}

class BoundedWorkers : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, BoundedWorkers,
                         backends_claiming<BoundedWorkers>(&capabilities::bounded_workers,
                                                           &capabilities::asynchronous),
                         by_backend);

TEST_P(BoundedWorkers, AllRunAtOnce) {
  for (const std::size_t workers : {1, 2, 4, 9}) {
    const auto pool = make_pool(workers);
    for (int round = 0; round < 3; ++round)
      occupied_workers all(*pool);  // returns when as many tasks as workers have arrived
  }
}

TEST_P(BoundedWorkers, AllRunAtOnceInTwoExecutors) {
  const auto first = make_pool(3);
  const auto second = make_pool(3);
  occupied_workers all_of_first(*first);
  occupied_workers all_of_second(*second);
}

TEST_P(BoundedWorkers, StartNothingWhileAllAreBusy) {
  const auto pool = make_pool(3);
  occupied_workers all(*pool);
  std::vector<futures::future<void>> pending;
  for (int i = 0; i < 45; ++i) pending.push_back(pool->submit([] {}));
  linger(50);
  for (const auto& task : pending) EXPECT_EQ(task.state(), futures::future_state::pending);
  all.release();
  for (const auto& task : pending) task.result();
}

TEST_P(BoundedWorkers, WakeWhenWorkComesAfterAPause) {
  const auto pool = make_pool(2);
  for (int round = 0; round < 200; ++round) {
    EXPECT_EQ(pool->submit([round] { return round; }).result(), round);
    if (round % 10 == 0) linger();
  }
}

TEST_P(BoundedWorkers, RunALongQueueWithinTheBound) {
  peak_count running;
  std::atomic<int> runs = 0;
  {
    const auto pool = make_pool(2);
    const occupied_workers all(*pool);  // let a long queue build up first
    for (int i = 0; i < 2000; ++i)
      std::ignore = pool->submit([&] {
        const peak_count::scope here(running);
        ++runs;
      });
  }
  EXPECT_EQ(runs, 2000);
  EXPECT_LE(running.peak(), 2);
}

/// While it lives, no thread with default attributes can be started: its stack would not fit.
class no_new_threads {
 public:
  no_new_threads() {
    pthread_getattr_default_np(&before_);
    pthread_attr_t greedy;
    pthread_attr_init(&greedy);
    pthread_attr_setstacksize(&greedy, std::size_t{1} << 60);
    pthread_setattr_default_np(&greedy);
    pthread_attr_destroy(&greedy);
  }
  no_new_threads(const no_new_threads&) = delete;
  no_new_threads& operator=(const no_new_threads&) = delete;
  ~no_new_threads() { pthread_setattr_default_np(&before_); }

 private:
  pthread_attr_t before_;
};

class ThreadPerTask : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, ThreadPerTask,
                         backends_not_claiming<ThreadPerTask>(&capabilities::bounded_workers,
                                                              &capabilities::asynchronous),
                         by_backend);

TEST_P(ThreadPerTask, RefusesATaskWhenThereIsNoThreadForIt) {
  gate opened;
  std::atomic<int> runs = 0;
  const auto pool = make_pool();
  const auto task = [&] {
    opened.wait_open();
    ++runs;
  };
  const auto before = pool->submit(task);
  {
    const no_new_threads shortage;
    for (int i = 0; i < 10; ++i) EXPECT_THROW(std::ignore = pool->submit(task), std::system_error);
  }
  const auto after = pool->submit(task);
  opened.open();
  after.result();
  pool->shutdown();  // would wait for a task that was left behind
  EXPECT_EQ(runs, 2);
}

TEST_P(ThreadPerTask, RunsAsManyTasksAtOnceAsThereAre) {
  constexpr int tasks = 64;
  std::latch all_are_here(tasks);
  const auto pool = make_pool();
  EXPECT_EQ(pool->max_workers(), 0U);
  for (int i = 0; i < tasks; ++i)
    std::ignore = pool->submit([&] { all_are_here.arrive_and_wait(); });
}

std::size_t address_space_bytes() {
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::size_t default_stack_bytes() {
  pthread_attr_t attributes;
  pthread_getattr_default_np(&attributes);
  std::size_t bytes = 0;
  pthread_attr_getstacksize(&attributes, &bytes);
  pthread_attr_destroy(&attributes);
  return bytes;
}

TEST_P(ThreadPerTask, DropsTheThreadsOfTasksThatEnded) {
  constexpr std::size_t tasks = 4000;
  const auto pool = make_pool();
  const auto before = address_space_bytes();
  for (std::size_t i = 0; i < tasks; ++i) pool->submit([] {}).result();
  // A thread that nobody joined keeps its stack.
  EXPECT_LT(address_space_bytes(), before + tasks / 2 * default_stack_bytes());
}

TEST(ThreadPool, ThrowsWhenItsThreadsCannotBeStarted) {
  const watchdog dog;
  const no_new_threads shortage;
  EXPECT_THROW(futures::thread_pool_executor(3), std::system_error);
}

/// Ends the process: 0 when a pool that needs more threads than fit says so.
[[noreturn]] void run_out_of_address_space(const std::string& backend) {
  const rlimit scarce{address_space_bytes() + 5 * default_stack_bytes() / 2, RLIM_INFINITY};
  setrlimit(RLIMIT_AS, &scarce);
  alarm(20);
  try {
    futures::make_executor(backend, {.max_workers = 64});
  } catch (const std::system_error&) {
    std::_Exit(0);
  }
  std::_Exit(1);
}

// Sanitizers need address space of their own for each thread.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST(PoolsOfThreads, ThrowWhenSomeOfTheirThreadsCannotBeStarted) {
  for (const char* backend : {"thread_pool", "asio"})
    EXPECT_EXIT(run_out_of_address_space(backend), testing::ExitedWithCode(0), "") << backend;
}
#endif

TEST(ThreadPool, UsesOneThreadForEachWorkerAndNoOther) {
  const watchdog dog;
  std::mutex mutex;
  std::set<std::thread::id> threads;
  {
    futures::thread_pool_executor pool(3);
    for (int round = 0; round < 20; ++round)
      for (int i = 0; i < 5; ++i)
        std::ignore = pool.submit([&] {
          const std::lock_guard lock(mutex);
          threads.insert(std::this_thread::get_id());
        });
  }
  EXPECT_LE(threads.size(), 3U);
}

}  // namespace
}  // namespace conformance
