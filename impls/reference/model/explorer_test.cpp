// SPDX-License-Identifier: MIT
// The model of the machine is itself right: what x86 allows happens, what it forbids does not.
#include "reference/model/explorer.hpp"

#include <gtest/gtest.h>

#include <set>

namespace futures::model {
namespace {

/// All results (r0, r1) of the store-buffering litmus test, with a fence in each thread.
template <class First, class Second>
std::set<std::pair<int, int>> store_buffering(First first, Second second) {
  std::set<std::pair<int, int>> results;
  const auto found = explore([&](scenario& s) {
    struct shared {
      atomic<int> x{0}, y{0};
      int r0 = -1, r1 = -1;
    };
    const auto all = std::make_shared<shared>();
    s.thread([=] {
      all->x.store(1, std::memory_order_relaxed);
      first();
      all->r0 = all->y.load(std::memory_order_relaxed);
    });
    s.thread([=] {
      all->y.store(1, std::memory_order_relaxed);
      second();
      all->r1 = all->x.load(std::memory_order_relaxed);
    });
    s.at_end([=, &results] {
      results.emplace(all->r0, all->r1);
      return std::string();
    });
  });
  EXPECT_EQ(found.problem, "");
  return results;
}

const std::set<std::pair<int, int>> consistent{{0, 1}, {1, 0}, {1, 1}};

TEST(Model, StoresMayBeDelayedPastLoads) {
  EXPECT_TRUE(store_buffering([] {}, [] {}).contains({0, 0}));
}

TEST(Model, FullFencesInBothThreadsForbidIt) {
  EXPECT_EQ(store_buffering(machine::full_fence, machine::full_fence), consistent);
}

TEST(Model, AFullFenceInOneThreadDoesNot) {
  EXPECT_TRUE(store_buffering(machine::full_fence, [] {}).contains({0, 0}));
}

TEST(Model, AnAsymmetricPairForbidsIt) {
  EXPECT_EQ(store_buffering(machine::light_fence, machine::heavy_fence), consistent);
  EXPECT_EQ(store_buffering(machine::heavy_fence, machine::light_fence), consistent);
}

TEST(Model, StoresOfOneThreadAreSeenInTheirOrder) {
  const auto found = explore([](scenario& s) {
    struct shared {
      atomic<int> data{0}, flag{0};
      bool wrong = false;
    };
    const auto all = std::make_shared<shared>();
    s.thread([=] {
      all->data.store(1, std::memory_order_relaxed);
      all->flag.store(1, std::memory_order_release);
    });
    s.thread([=] {
      if (all->flag.load() == 1) all->wrong = all->data.load() != 1;
    });
    s.at_end([=] { return std::string(all->wrong ? "flag before data" : ""); });
  });
  EXPECT_EQ(found.problem, "");
  EXPECT_GT(found.executions, 1U);
}

TEST(Model, FindsThatNobodyCanGoOn) {
  const auto found = explore([](scenario& s) {
    const auto word = std::make_shared<atomic<std::uint32_t>>(0U);
    s.thread([=] { sleep::wait(*word, 0); });
    s.thread([=] { sleep::wake_one(*word); });  // may come too early
  });
  EXPECT_NE(found.problem.find("nobody can go on"), std::string::npos);
}

TEST(Model, ReadModifyWritesAreNotLost) {
  const auto found = explore([](scenario& s) {
    const auto count = std::make_shared<atomic<int>>(0);
    for (int i = 0; i < 3; ++i) s.thread([=] { count->fetch_add(1); });
    s.at_end([=] { return std::string(count->load() == 3 ? "" : "lost"); });
  });
  EXPECT_EQ(found.problem, "");
}

}  // namespace
}  // namespace futures::model
