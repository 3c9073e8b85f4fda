// SPDX-License-Identifier: MIT
// Laws of threads that wait for the only task of a pool of processes: they receive in place of the
// pool's own thread, and nobody can tell.
#include <csignal>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "impls/conformance/process_pool_test.hpp"

namespace conformance {
namespace {

using namespace std::chrono_literals;
using futures::broken_process_pool;
using futures::future;
using futures::process_pool_executor;

long add_one(long x) { return x + 1; }

class ProcessWait : public process_pool_test {
 protected:
  /// After a moment in which the test's thread begins to wait.
  template <class F>
  static std::jthread soon(F f) {
    return std::jthread([f] {
      std::this_thread::sleep_for(5ms);
      f();
    });
  }
  static void open_gate() { board().opened = 1; }

  std::optional<process_pool_executor> pool{
      std::in_place, futures::process_pool_options{.max_workers = 2, .on_unobserved = [](auto) {}}};
};

TEST_F(ProcessWait, CallsNoCallbackOnTheThreadThatWaits) {
  for (const bool late : {false, true}) {
    board().opened = 0;
    std::promise<std::thread::id> called;
    auto task = pool->submit(wait_at_gate);
    const auto add = [&] {
      task.add_done_callback([&](const auto&) { called.set_value(std::this_thread::get_id()); });
    };
    if (!late) add();
    const auto other = soon([&] {
      if (late) add();
      open_gate();
    });
    task.wait();
    EXPECT_NE(called.get_future().get(), std::this_thread::get_id());
  }
}

TEST_F(ProcessWait, LetsACallbackTakeItsTime) {
  auto task = pool->submit(wait_at_gate);
  std::promise<void> result_was_read;
  std::promise<void> called;
  task.add_done_callback([&](const auto&) {
    result_was_read.get_future().wait();
    called.set_value();
  });
  const auto other = soon(open_gate);
  task.result();
  result_was_read.set_value();
  called.get_future().wait();
}

TEST_F(ProcessWait, MayBeDoneByTwoThreads) {
  for (int round = 0; round < 300; ++round) {
    const auto task = pool->submit(add_one, round);
    std::jthread other([&] { EXPECT_EQ(task.result(), round + 1); });
    EXPECT_EQ(task.result(), round + 1);
  }
}

TEST_F(ProcessWait, WithATimeLimitEndsInTimeWhateverOthersDo) {
  const auto task = pool->submit(wait_at_gate);
  EXPECT_FALSE(task.wait_for(5ms));
  std::jthread other([&] { task.wait(); });
  std::this_thread::sleep_for(5ms);
  EXPECT_FALSE(task.wait_for(5ms));
  open_gate();
}

TEST_F(ProcessWait, LeavesThePoolToItsOwnThread) {
  for (int round = 0; round < 100; ++round) {
    for (long i = 0; i < 3; ++i) EXPECT_EQ(pool->submit(add_one, i).result(), i + 1);
    std::promise<void> called;
    pool->submit(add_one, 1).add_done_callback([&](const auto&) { called.set_value(); });
    called.get_future().wait();
  }
}

TEST_F(ProcessWait, ServesWhatOthersSubmitMeanwhile) {
  const auto task = pool->submit(wait_at_gate);
  const auto other = soon([&] {
    std::vector<future<long>> all;
    for (long i = 0; i < 100; ++i) all.push_back(pool->submit(add_one, i));
    for (long i = 0; i < 100; ++i) EXPECT_EQ(all[static_cast<std::size_t>(i)].result(), i + 1);
    open_gate();
  });
  task.wait();
}

TEST_F(ProcessWait, EndsWhenTheWorkerDies) {
  const auto task = pool->submit([] {
    wait_at_gate();
    raise(SIGKILL);
  });
  const auto other = soon(open_gate);
  EXPECT_THROW(task.result(), broken_process_pool);
}

TEST_F(ProcessWait, EndsWhenTheWorkersAreKilled) {
  const auto task = pool->submit(wait_at_gate);
  const auto other = soon([&] { pool->kill_workers(); });
  EXPECT_THROW(task.result(), broken_process_pool);
}

TEST_F(ProcessWait, MayGoOnWhileThePoolEnds) {
  for (int round = 0; round < 50; ++round) {
    board().opened = 0;
    auto ends = std::make_unique<process_pool_executor>(1);
    const auto task = ends->submit(wait_at_gate);
    std::jthread other([&] { ends.reset(); });
    std::jthread opens([] { open_gate(); });
    task.result();
  }
}

TEST_F(ProcessWait, NoticesAWorkerThatDiesWhileNobodyWaits) {
  for (int i = 0; i < 10; ++i) EXPECT_EQ(pool->submit(add_one, 1).result(), 2);
  kill(pool->submit(getpid).result(), SIGKILL);
  const auto is_broken = [&] {
    try {
      std::promise<void> called;
      pool->submit(usleep, 100U).add_done_callback([&](const auto&) { called.set_value(); });
      called.get_future().wait();
      return false;
    } catch (const broken_process_pool&) {
      return true;
    }
  };
  while (!is_broken()) {
  }
}

}  // namespace
}  // namespace conformance
