// SPDX-License-Identifier: MIT
// Turns: many at once, or one alone, and nobody is passed over.
#include "grader/turns/turns.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <latch>
#include <thread>
#include <vector>

#include "grader/test_files.hpp"

namespace grader {
namespace {

TEST(Turns, AreSharedByMany) {
  const temporary_folder folder;
  const turns of(folder / "turns");
  const auto first = of.shared();
  const auto second = of.shared();  // returns
}

TEST(Turns, AloneMeansNobodyElse) {
  const temporary_folder folder;
  const turns of(folder / "turns");
  std::atomic<int> inside{0}, alone{0};
  std::atomic<bool> wrong{false};
  std::vector<std::jthread> all;
  for (int i = 0; i < 6; ++i)
    all.emplace_back([&, i] {
      for (int round = 0; round < 200; ++round) {
        const bool by_itself = (i + round) % 3 == 0;
        const auto held = by_itself ? of.alone() : of.shared();
        const int others = inside++;
        if (by_itself) ++alone;
        if ((by_itself && others != 0) || (!by_itself && alone != 0)) wrong = true;
        std::this_thread::yield();
        if (by_itself) --alone;
        --inside;
      }
    });
  all.clear();
  EXPECT_FALSE(wrong);
}

TEST(Turns, WhoWaitsToBeAloneIsNotPassedOver) {
  const temporary_folder folder;
  const turns of(folder / "turns");
  std::atomic<bool> stop{false};
  std::latch started(2);
  std::vector<std::jthread> others;
  for (int i = 0; i < 2; ++i)
    others.emplace_back([&] {
      for (bool first = true; !stop; first = false) {
        const auto held = of.shared();
        if (first) started.count_down();
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
      }
    });
  started.wait();
  { const auto held = of.alone(); }  // returns, although somebody is nearly always inside
  stop = true;
}

}  // namespace
}  // namespace grader
