// SPDX-License-Identifier: MIT
// The laws again, under crowds: many submitters, waiters, cancellers and short-lived executors.
#include <numeric>
#include <tuple>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using futures::executor;
using futures::future;

/// Runs `body(i)` on that many threads at once, and waits for them.
template <class Body>
void on_threads(int count, Body body) {
  std::latch start(count);
  std::vector<std::jthread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&start, body, i] {
      start.arrive_and_wait();
      body(i);
    });
}

class Stress : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, Stress, every_backend(), by_backend);

TEST_P(Stress, TenThousandTasksFromFourThreadsEachRunOnce) {
  constexpr std::size_t tasks = 10000;
  constexpr std::size_t submitters = 4;
  std::vector<std::atomic<int>> runs(tasks);
  {
    const auto pool = make_pool();
    on_threads(submitters, [&](int i) {
      for (auto task = static_cast<std::size_t>(i); task < tasks; task += submitters)
        std::ignore = pool->submit([&run = runs[task]] { ++run; });
    });
  }
  for (const auto& run : runs) ASSERT_EQ(run, 1);
}

TEST_P(Stress, ManyThreadsWaitForTheSameFutures) {
  constexpr int tasks = 200;
  const auto pool = make_pool();
  std::vector<future<int>> all;
  std::atomic<int> sum = 0;
  for (int i = 0; i < tasks; ++i) all.push_back(pool->submit([i] { return i; }));
  on_threads(4, [&](int) {
    for (const auto& task : all) sum += task.result();
  });
  EXPECT_EQ(sum, 4 * (tasks * (tasks - 1) / 2));
}

TEST_P(Stress, PingPongBetweenASubmitterAndItsTasks) {
  const auto pool = make_pool();
  on_threads(3, [&](int i) {
    int value = i;
    for (int turn = 0; turn < 300; ++turn)
      value = pool->submit([](int x) { return x + 1; }, value).result();
    EXPECT_EQ(value, i + 300);
  });
}

TEST_P(Stress, CancellersWaitersAndWorkersAgree) {
  constexpr int tasks = 1000;
  std::atomic<int> runs = 0;
  std::atomic<int> results = 0;
  std::atomic<int> cancellations = 0;
  std::atomic<int> callbacks = 0;
  std::vector<future<void>> all;
  {
    const auto pool = make_pool();
    for (int i = 0; i < tasks; ++i) {
      all.push_back(pool->submit([&] { ++runs; }));
      all.back().add_done_callback([&](const futures::any_future&) { ++callbacks; });
    }
    on_threads(3, [&](int i) {
      for (auto task : all) {
        if (i == 0) {
          task.cancel();
          continue;
        }
        try {
          task.result();
          ++results;
        } catch (const futures::cancelled_error&) {
          ++cancellations;
        }
      }
    });
  }
  EXPECT_EQ(results + cancellations, 2 * tasks);
  EXPECT_EQ(2 * runs, results);
  EXPECT_EQ(callbacks, tasks);
}

TEST_P(Stress, ManyThreadsNestAtOnce) {
  const auto pool = make_pool(2);
  std::function<int(int)> nest = [&](int depth) {
    return depth == 0 ? 1 : 2 * pool->submit(nest, depth - 1).result();
  };
  on_threads(4, [&](int) {
    for (int turn = 0; turn < 20; ++turn) EXPECT_EQ(pool->submit(nest, 8).result(), 256);
  });
}

TEST_P(Stress, TasksAddCallbacksToEachOther) {
  constexpr int tasks = 300;
  std::atomic<int> calls = 0;
  {
    const auto pool = make_pool();
    std::vector<future<int>> all;
    for (int i = 0; i < tasks; ++i) all.push_back(pool->submit([i] { return i; }));
    for (const auto& task : all)
      std::ignore = pool->submit([&calls, task] {
        task.add_done_callback([&calls](const future<int>& done) { calls += done.result(); });
      });
  }
  EXPECT_EQ(calls, tasks * (tasks - 1) / 2);
}

TEST_P(Stress, ExecutorsComeAndGo) {
  on_threads(3, [&](int) {
    for (int turn = 0; turn < 30; ++turn) {
      std::atomic<int> runs = 0;
      {
        const auto pool = make_pool();
        for (int i = 0; i < turn % 5; ++i) std::ignore = pool->submit([&] { ++runs; });
      }
      EXPECT_EQ(runs, turn % 5);
    }
  });
}

}  // namespace
}  // namespace conformance
