// SPDX-License-Identifier: MIT
// Every interleaving of workers that fall asleep and work that comes: no work is forgotten.
#include "reference/idle_workers.hpp"

#include <gtest/gtest.h>

#include "reference/model/explorer.hpp"

namespace futures::model {
namespace {

/// Workers and one queue, which holds numbers of tasks only.
template <class Memory>
struct workplace {
  explicit workplace(std::size_t workers) : idle(workers) {}

  /// Worker i: does `tasks` tasks, and sleeps in between.
  void work(std::size_t i, int tasks) {
    for (int done = 0; done < tasks; ++done) {
      idle.begin_search();
      while (!take())
        idle.park(
            i, [this] { return has_work(); }, [] {});
      idle.end_search([this] { return has_work(); }, [](std::size_t) { return true; });
    }
  }
  /// Work made by a worker that goes on: a plain store.
  void make_locally() {
    local.store(1, std::memory_order_release);
    idle.announce(1, [](std::size_t) { return true; });
  }
  /// Work made from outside.
  void make(std::uint32_t count) {
    const auto now = queued.fetch_add(count) + count;
    idle.announce_outside(now, [](std::size_t) { return true; });
  }
  bool has_work() { return queued.load() != 0 || local.load() != 0; }
  bool take() {
    std::uint32_t one = 1;
    if (local.compare_exchange_strong(one, 0)) return true;
    for (auto left = queued.load(); left != 0;)
      if (queued.compare_exchange_weak(left, left - 1)) return true;
    return false;
  }

  reference::idle_workers<sleep, Memory> idle;
  atomic<std::uint32_t> queued{0};
  atomic<std::uint32_t> local{0};
};

template <class Memory>
outcome local_work_against_a_sleeper() {
  return explore([](scenario& s) {
    const auto it = std::make_shared<workplace<Memory>>(1);
    s.thread([it] { it->work(0, 1); });
    s.thread([it] { it->make_locally(); });
  });
}

TEST(IdleWorkersModel, AWorkerThatFallsAsleepSeesTheWorkOrIsWoken) {
  const auto found = local_work_against_a_sleeper<machine>();
  EXPECT_EQ(found.problem, "");
  EXPECT_GT(found.states, 20U);
}

TEST(IdleWorkersModel, WithoutTheHeavyFenceTheSearchFindsThatItSleepsForEver) {
  EXPECT_NE(local_work_against_a_sleeper<machine_without_heavy_fence>().problem, "");
}

TEST(IdleWorkersModel, WorkFromOutsideIsDoneByOneOfTwo) {
  const auto found = explore(
      [](scenario& s) {
        const auto it = std::make_shared<workplace<machine>>(2);
        s.thread([it] { it->work(0, 1); });
        s.thread([it] { it->work(1, 1); });
        s.thread([it] {
          it->make(1);
          it->make(1);
        });
      },
      3);
  EXPECT_EQ(found.problem, "");
}

TEST(IdleWorkersModel, ASearcherThatFindsSomethingCallsForHelp) {
  const auto found = explore(
      [](scenario& s) {
        const auto it = std::make_shared<workplace<machine>>(2);
        s.thread([it] { it->work(0, 1); });
        s.thread([it] { it->work(1, 1); });
        s.thread([it] { it->make(1); });
        s.thread([it] { it->make_locally(); });
      },
      2);
  EXPECT_EQ(found.problem, "");
}

}  // namespace
}  // namespace futures::model
