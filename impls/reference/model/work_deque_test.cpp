// SPDX-License-Identifier: MIT
// The interleavings of a deque's owner and its thieves in which a thread that could go on is
// interrupted so many times at most: each entry is taken once.
#include "futures/detail/work_deque.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>

#include "reference/model/explorer.hpp"

namespace futures::model {
namespace {

auto looks_for_an_answer(int looks) {
  return [looks]() mutable { return looks-- > 0; };
}

/// A deque of numbers, and how often each was taken.
template <class Memory>
struct counted_deque {
  static constexpr int entries = 6;
  static constexpr std::size_t most_stolen = 2;

  void push(int i) { deque.push(&numbers[static_cast<std::size_t>(i)]); }
  void took(const int* entry) {
    if (entry != nullptr) ++taken[static_cast<std::size_t>(entry - numbers.data())];
  }
  void pop_newest() { took(deque.pop_newest()); }
  void pop_oldest() { took(deque.pop_oldest()); }
  void pop(int i) {
    auto* const entry = &numbers[static_cast<std::size_t>(i)];
    if (deque.pop(entry)) took(entry);
  }
  void pop_second(int i) {
    auto* const entry = &numbers[static_cast<std::size_t>(i)];
    using popped = typename decltype(deque)::popped;
    auto found = deque.pop_near_end(entry);
    if (found == popped::newest_contested || found == popped::second_contested)
      found = deque.settle_near_end(found);
    if (found != popped::elsewhere) took(entry);
  }
  /// Asks the owner, and looks so often for an answer.
  std::size_t steal(int looks = 1) {
    std::array<int*, most_stolen> stolen{};
    const auto count = deque.steal(
        stolen.data(), [](int&) {}, looks_for_an_answer(looks));
    for (std::size_t i = 0; i < count; ++i) took(stolen[i]);
    return count;
  }
  /// After the threads have ended: the first `pushed` entries were taken once, or are there still.
  std::string check(int pushed) {
    while (auto* const left = deque.pop_oldest()) took(left);
    for (int i = 0; i < pushed; ++i)
      if (const int times = taken[static_cast<std::size_t>(i)]; times != 1)
        return "entry " + std::to_string(i) + " was taken " + std::to_string(times) + " times";
    return {};
  }

  futures::detail::work_deque<int, Memory, most_stolen> deque{2};  // grows in the tests
  std::array<int, entries> numbers{};
  std::array<int, entries> taken{};
};

/// In the longer scenarios; two take minutes, and are tried together with the long stress tests.
const int preemptions = std::getenv("FUTURES_STRESS_TASKS") != nullptr ? 2 : 1;
constexpr int many_preemptions = 4;  // in the shortest

template <class Memory>
outcome owner_against_thief() {
  return explore(
      [](scenario& s) {
        const auto it = std::make_shared<counted_deque<Memory>>();
        it->push(0);
        it->push(1);
        s.thread([it] {
          it->pop_newest();
          it->pop_newest();
        });
        s.thread([it] { it->steal(); });
        s.at_end([it] { return it->check(2); });
      },
      many_preemptions);
}

TEST(WorkDequeModel, OwnerAndThiefNeverTakeTheSameEntry) {
  const auto found = owner_against_thief<machine>();
  EXPECT_EQ(found.problem, "");
  EXPECT_GT(found.states, 100U);
}

TEST(WorkDequeModel, OwnerWhoTakesTheOldestAndThiefNeverTakeTheSameEntry) {
  const auto found = explore(
      [](scenario& s) {
        const auto it = std::make_shared<counted_deque<machine>>();
        for (int i = 0; i < 3; ++i) it->push(i);
        s.thread([it] { it->pop(0); });
        s.thread([it] { it->steal(2); });
        s.at_end([it] { return it->check(3); });
      },
      many_preemptions);
  EXPECT_EQ(found.problem, "");
  EXPECT_GT(found.states, 100U);
}

TEST(WorkDequeModel, WithoutTheHeavyFenceTheSearchFindsThatTheyDo) {
  EXPECT_NE(owner_against_thief<machine_without_heavy_fence>().problem, "");
}

/// Remembers that a thief had no answer.
struct machine_that_notes_fences : machine {
  static inline bool was_passed = false;
  static void heavy_fence() { was_passed = true; }
};

TEST(WorkDequeModel, AThiefThatIsAnsweredNeedsNoFence) {
  int answered = 0;
  const auto found = explore(
      [&](scenario& s) {
        using deque = counted_deque<machine_that_notes_fences>;
        const auto it = std::make_shared<deque>();
        const auto stolen = std::make_shared<std::size_t>(0);
        machine_that_notes_fences::was_passed = false;
        for (int i = 0; i < 4; ++i) it->push(i);
        s.thread([it] {
          it->pop_newest();
          it->pop(0);
          it->push(4);
          it->pop_newest();
        });
        s.thread([it, stolen] { *stolen = it->steal(2); });
        s.at_end([&answered, it, stolen] {
          if (machine_that_notes_fences::was_passed) return std::string();  // it took what it saw
          if (*stolen > 0) ++answered;
          return it->check(5);
        });
      },
      preemptions);
  EXPECT_EQ(found.problem, "");
  EXPECT_GT(answered, 0);
}

TEST(WorkDequeModel, AThiefThatTakesSeveralLeavesTheOwnerHis) {
  const auto found = explore(
      [](scenario& s) {
        const auto it = std::make_shared<counted_deque<machine>>();
        for (int i = 0; i < 4; ++i) it->push(i);
        s.thread([it] {
          it->pop_newest();
          it->pop_newest();
          it->pop_newest();
        });
        s.thread([it] { it->steal(); });
        s.at_end([it] { return it->check(4); });
      },
      preemptions);
  EXPECT_EQ(found.problem, "");
}

/// By that a worker that waits for an entry needs no fence to claim it.
TEST(WorkDequeModel, AnEntryThatItsOwnerDoesNotFindIsMarkedByAThief) {
  struct marked_deque : counted_deque<machine> {
    std::array<machine::atomic<bool>, entries> marks{};
    bool is_unmarked = false;
  };
  const auto found = explore(
      [](scenario& s) {
        const auto it = std::make_shared<marked_deque>();
        for (int i = 0; i < 3; ++i) it->push(i);
        s.thread([it] {
          auto* const entry = it->numbers.data();
          if (it->deque.pop(entry) || (it->deque.wait_for_thief() && it->deque.pop(entry)))
            it->took(entry);
          else
            it->is_unmarked = !it->marks[0].load(std::memory_order_acquire);
        });
        s.thread([it] {
          std::array<int*, marked_deque::most_stolen> stolen{};
          const auto mark = [&](int& each) {
            it->marks[static_cast<std::size_t>(&each - it->numbers.data())].store(
                true, std::memory_order_release);
          };
          const auto count = it->deque.steal(stolen.data(), mark, looks_for_an_answer(1));
          for (std::size_t i = 0; i < count; ++i) it->took(stolen[i]);
        });
        s.at_end([it] { return it->is_unmarked ? "gone and not marked" : it->check(3); });
      },
      preemptions);
  EXPECT_EQ(found.problem, "");
  EXPECT_GT(found.states, 100U);
}

TEST(WorkDequeModel, WhatIsPushedWhileAThiefReachesIsTakenOnce) {
  const auto found = explore(
      [](scenario& s) {
        const auto it = std::make_shared<counted_deque<machine>>();
        it->push(0);
        s.thread([it] {
          it->pop_newest();
          it->push(1);
          it->push(2);  // makes the ring grow
          it->pop_newest();
        });
        s.thread([it] { it->steal(); });
        s.at_end([it] { return it->check(3); });
      },
      preemptions);
  EXPECT_EQ(found.problem, "");
}

TEST(WorkDequeModel, WhatIsPushedOnAFullRingOverwritesNothingThatAThiefReads) {
  const auto found = explore(
      [](scenario& s) {
        const auto it = std::make_shared<counted_deque<machine>>();
        it->push(0);
        it->push(1);  // as many as the ring has room for
        s.thread([it] {
          it->push(2);
          it->push(3);
        });
        s.thread([it] { it->steal(); });
        s.at_end([it] { return it->check(4); });
      },
      preemptions);
  EXPECT_EQ(found.problem, "");
}

TEST(WorkDequeModel, TakingAnInnerEntryDisturbsNoOther) {
  const auto found = explore(
      [](scenario& s) {
        const auto it = std::make_shared<counted_deque<machine>>();
        for (int i = 0; i < 4; ++i) it->push(i);
        s.thread([it] {
          it->pop(1);
          it->pop_second(2);
        });
        s.thread([it] { it->steal(); });
        s.at_end([it] { return it->check(4); });
      },
      preemptions);
  EXPECT_EQ(found.problem, "");
}

TEST(WorkDequeModel, TakingTheOldestEntriesInOrderDisturbsNoOther) {
  const auto found = explore(
      [](scenario& s) {
        const auto it = std::make_shared<counted_deque<machine>>();
        for (int i = 0; i < 4; ++i) it->push(i);
        s.thread([it] {
          it->pop(0);
          it->pop(1);
          it->push(4);
          it->pop_newest();
        });
        s.thread([it] { it->steal(); });
        s.at_end([it] { return it->check(5); });
      },
      preemptions);
  EXPECT_EQ(found.problem, "");
  EXPECT_GT(found.states, 100U);
}

TEST(WorkDequeModel, TwoThievesAndTheOwnersOldEnd) {
  const auto found = explore(
      [](scenario& s) {
        const auto it = std::make_shared<counted_deque<machine>>();
        it->push(0);
        it->push(1);
        s.thread([it] { it->pop_oldest(); });
        s.thread([it] { it->steal(); });
        s.thread([it] { it->steal(); });
        s.at_end([it] { return it->check(2); });
      },
      preemptions);
  EXPECT_EQ(found.problem, "");
}

}  // namespace
}  // namespace futures::model
