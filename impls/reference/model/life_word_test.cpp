// SPDX-License-Identifier: MIT
// Every interleaving of the few threads that can meet at one state: the claim rule, lightly and
// not.
#include "futures/detail/life_word.hpp"

#include <gtest/gtest.h>

#include "reference/model/explorer.hpp"

namespace futures::model {
namespace {

using futures::detail::kept_by;

/// What happened to a task.
template <class Memory>
struct task {
  explicit task(kept_by whom) : life(whom) {}

  /// The worker that has the task in its own deque and waits for it; as shared_state does it.
  void run_in_place() {
    if (!life.start_light()) {
      if (life.start()) finish(run(), false);
      if (life.drop_token()) destroy();
      return;
    }
    run();
    if (life.finish_light(false)) finish(0, true);
  }
  /// A worker that took the task out of a queue.
  void run_queued() {
    if (life.start())
      finish(run(), true);
    else if (life.drop_token())
      destroy();
  }
  /// A worker that waits for a task that is elsewhere. Returns: whether it ran it.
  bool claim() {
    if (!life.claim()) return false;
    finish(run(), false);
    return true;
  }
  /// A thread that sleeps until the task is done.
  void wait() {
    while (life.set_flag(life.waiters)) {
      const auto value = life.sleeping_value();
      if (life.done()) break;
      if (life.sleeping_value() != value) continue;  // as futex(2) compares before it sleeps
      while (!woken) relaxed();
    }
    told += 1;
  }
  void drop_future() {
    if (life.drop_holder()) destroy();
  }
  void destroy() {
    ++destroyed;
    detail::forbid(first_cell, detail::cells());
  }

  int run() { return ++runs, 0; }
  void finish(int, bool owns_token) {
    const auto before = life.finish(false, owns_token);
    if ((before & life.waiters) != 0) woken = true;
    if ((before & life.callbacks) != 0) {
      ++called_back;
      if (owns_token && life.drop_token()) destroy();
    } else if (owns_token && (before & life.abandoned) != 0) {
      destroy();
    }
  }
  void relaxed() { Memory::relax(); }

  detail::cell first_cell = detail::cells();
  futures::detail::life_word<Memory> life;
  int runs = 0;
  int cancels = 0;
  int called_back = 0;
  int told = 0;
  int destroyed = 0;
  bool woken = false;
};

template <class Memory>
using shared_task = std::shared_ptr<task<Memory>>;

std::string unless(bool right, const char* problem) { return right ? "" : problem; }

/// The owner runs a task in place, while `other` does something with it.
template <class Memory, class Other, class Check>
outcome in_place_against(Other other, Check check, kept_by whom = kept_by::worker) {
  return explore([&](scenario& s) {
    const auto it = std::make_shared<task<Memory>>(whom);
    s.thread([it] { it->run_in_place(); });
    s.thread([it, other] { other(*it); });
    s.at_end([it, check] { return check(*it); });
  });
}

template <class Memory>
outcome cancelled_while_run_in_place(kept_by whom = kept_by::worker) {
  return in_place_against<Memory>(
      [](auto& it) { it.cancels += it.life.cancel() ? 1 : 0; },
      [](auto& it) { return unless(it.runs + it.cancels == 1, "not run or cancelled once"); },
      whom);
}
template <class Memory>
outcome claimed_while_run_in_place(kept_by whom = kept_by::worker) {
  return in_place_against<Memory>([](auto& it) { it.claim(); },
                                  [](auto& it) { return unless(it.runs == 1, "not run once"); },
                                  whom);
}
template <class Memory>
outcome called_back_while_run_in_place(kept_by whom = kept_by::worker) {
  return in_place_against<Memory>(
      [](auto& it) {
        if (!it.life.set_flag(it.life.callbacks)) ++it.told;  // the caller calls back himself
      },
      [](auto& it) {
        return unless(it.told + it.called_back >= 1, "nobody called back") +
               unless(it.runs == 1, "");
      },
      whom);
}

TEST(LifeWordModel, ATaskThatIsRunInPlaceIsRunOrCancelledButNotBoth) {
  const auto found = cancelled_while_run_in_place<machine>();
  EXPECT_EQ(found.problem, "");
  EXPECT_GT(found.states, 100U);
}
TEST(LifeWordModel, ATaskThatIsRunInPlaceIsNotClaimedByAnother) {
  EXPECT_EQ(claimed_while_run_in_place<machine>().problem, "");
}
TEST(LifeWordModel, ACallbackIsNeverForgotten) {
  EXPECT_EQ(called_back_while_run_in_place<machine>().problem, "");
}

/// A worker takes tasks from outside in batches, which lie in its deque until it comes to them.
TEST(LifeWordModel, ATaskFromOutsideThatIsRunInPlaceIsSafeFromOthersLikewise) {
  EXPECT_EQ(cancelled_while_run_in_place<machine>(kept_by::queue).problem, "");
  EXPECT_EQ(claimed_while_run_in_place<machine>(kept_by::queue).problem, "");
  EXPECT_EQ(called_back_while_run_in_place<machine>(kept_by::queue).problem, "");
}

TEST(LifeWordModel, WithoutTheHeavyFenceTheSearchFindsEachOfTheseWrong) {
  EXPECT_NE(cancelled_while_run_in_place<machine_without_heavy_fence>().problem, "");
  EXPECT_NE(claimed_while_run_in_place<machine_without_heavy_fence>().problem, "");
  EXPECT_NE(called_back_while_run_in_place<machine_without_heavy_fence>().problem, "");
}

/// A thief runs what he stole as `run` says, while `other` does something with it.
template <class Run, class Other>
outcome stolen_against(Run run, Other other) {
  return explore([&](scenario& s) {
    const auto it = std::make_shared<task<machine>>(kept_by::worker);
    s.thread([it, run] {
      it->life.give_up_light();
      run(*it);
    });
    s.thread([it, other] { other(*it); });
    s.at_end([it] { return unless(it->runs + it->cancels == 1, "not run or cancelled once"); });
  });
}

TEST(LifeWordModel, AStolenTaskIsRunOnceByItsThiefOrByWhoClaimsIt) {
  const auto claim = [](auto& it) {
    if (!it.claim()) it.life.follow();
  };
  EXPECT_EQ(stolen_against([](auto& it) { it.run_queued(); }, claim).problem, "");
  EXPECT_EQ(stolen_against([](auto& it) { it.run_in_place(); }, claim).problem, "");
}

TEST(LifeWordModel, AStolenTaskIsRunByItsThiefOrCancelledButNotBoth) {
  const auto cancel = [](auto& it) { it.cancels += it.life.cancel() ? 1 : 0; };
  EXPECT_EQ(stolen_against([](auto& it) { it.run_queued(); }, cancel).problem, "");
  EXPECT_EQ(stolen_against([](auto& it) { it.run_in_place(); }, cancel).problem, "");
}

TEST(LifeWordModel, TwoOthersAndTheOwnerRunATaskOnce) {
  const auto found = explore([](scenario& s) {
    const auto it = std::make_shared<task<machine>>(kept_by::worker);
    s.thread([it] { it->run_in_place(); });
    s.thread([it] { it->claim(); });
    s.thread([it] { it->cancels += it->life.cancel() ? 1 : 0; });
    s.at_end([it] { return unless(it->runs + it->cancels == 1, "not run or cancelled once"); });
  });
  EXPECT_EQ(found.problem, "");
}

TEST(LifeWordModel, AQueuedTaskIsRunByItsWorkerOrByWhoClaimsItOnce) {
  const auto found = explore([](scenario& s) {
    const auto it = std::make_shared<task<machine>>(kept_by::queue);
    s.thread([it] { it->run_queued(); });
    s.thread([it] { it->claim(); });
    s.thread([it] { it->cancels += it->life.cancel() ? 1 : 0; });
    s.at_end([it] { return unless(it->runs + it->cancels == 1, "not run or cancelled once"); });
  });
  EXPECT_EQ(found.problem, "");
}

TEST(LifeWordModel, AWaiterIsWokenOrSeesTheEnd) {
  for (const auto whom : {kept_by::worker, kept_by::queue}) {
    const auto found = in_place_against<machine>(
        [](auto& it) { it.wait(); },
        [](auto& it) { return unless(it.told == 1, "the waiter sleeps for ever"); }, whom);
    EXPECT_EQ(found.problem, "");
  }
}

TEST(LifeWordModel, WhoGoesLastDestroysAQueuedTaskOnce) {
  const auto found = explore([](scenario& s) {
    const auto it = std::make_shared<task<machine>>(kept_by::queue);
    it->life.add_holder();  // a second future
    s.thread([it] { it->run_queued(); });
    s.thread([it] { it->drop_future(); });
    s.thread([it] { it->drop_future(); });
    s.at_end([it] { return unless(it->destroyed == 1, "not destroyed once"); });
  });
  EXPECT_EQ(found.problem, "");
}

TEST(LifeWordModel, WhoGoesLastDestroysATaskThatWasRunInPlaceOnce) {
  const auto found = explore([](scenario& s) {
    const auto it = std::make_shared<task<machine>>(kept_by::worker);
    it->life.add_holder();
    s.thread([it] {
      it->run_in_place();
      it->drop_future();
    });
    s.thread([it] {
      it->life.set_flag(it->life.waiters);
      it->drop_future();
    });
    s.at_end([it] { return unless(it->destroyed == 1, "not destroyed once"); });
  });
  EXPECT_EQ(found.problem, "");
}

TEST(LifeWordModel, AClaimedTaskIsDestroyedOnceByItsQueueOrItsFuture) {
  const auto found = explore([](scenario& s) {
    const auto it = std::make_shared<task<machine>>(kept_by::worker);
    s.thread([it] { it->run_queued(); });  // a thief, which may find it claimed
    s.thread([it] {
      it->claim();
      while (!it->life.done()) it->relaxed();
      it->drop_future();
    });
    s.at_end([it] {
      return unless(it->destroyed == 1, "not destroyed once") +
             unless(it->runs == 1, "not run once");
    });
  });
  EXPECT_EQ(found.problem, "");
}

}  // namespace
}  // namespace futures::model
