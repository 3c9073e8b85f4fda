// SPDX-License-Identifier: MIT
// Laws of promise<T>: a future made by hand is resolved once, or broken.
#include "futures/promise.hpp"

#include <array>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "impls/conformance/threads.hpp"
#include "impls/conformance/watchdog.hpp"

namespace conformance {
namespace {

using namespace std::chrono_literals;
using futures::future_state;
using futures::invalid_state_error;
using futures::promise;

class Promise : public testing::Test {
 private:
  watchdog watchdog_;
};

std::exception_ptr out_of_range() { return std::make_exception_ptr(std::out_of_range("row 7")); }

TEST_F(Promise, StartsPending) {
  const promise<int> made;
  const auto answer = made.get_future();
  EXPECT_EQ(answer.state(), future_state::pending);
  EXPECT_FALSE(answer.wait_for(0ms));
  EXPECT_THROW(answer.result(0ms), futures::timeout_error);
}

TEST_F(Promise, DeliversValuesOfEveryKind) {
  promise<std::string> text;
  promise<std::unique_ptr<int>> move_only;
  promise<void> nothing;
  text.set_result("text");
  move_only.set_result(std::make_unique<int>(3));
  nothing.set_result();
  EXPECT_EQ(text.get_future().result(), "text");
  EXPECT_EQ(*move_only.get_future().take(), 3);
  EXPECT_NO_THROW(nothing.get_future().result());
}

TEST_F(Promise, DeliversAnException) {
  promise<int> made;
  const auto problem = out_of_range();
  made.set_exception(problem);
  EXPECT_EQ(made.get_future().exception(), problem);
  EXPECT_THROW(made.get_future().result(), std::out_of_range);
}

TEST_F(Promise, IsResolvedOnce) {
  promise<int> made;
  made.set_result(1);
  EXPECT_THROW(made.set_result(2), invalid_state_error);
  EXPECT_THROW(made.set_exception(out_of_range()), invalid_state_error);
  EXPECT_EQ(made.get_future().result(), 1);
  EXPECT_EQ(made.get_future().exception(), nullptr);
}

TEST_F(Promise, IsResolvedOnceByAnException) {
  promise<int> made;
  made.set_exception(out_of_range());
  EXPECT_THROW(made.set_result(2), invalid_state_error);
  EXPECT_THROW(made.set_exception(out_of_range()), invalid_state_error);
  EXPECT_THROW(made.get_future().result(), std::out_of_range);
}

TEST_F(Promise, RefusesAnExceptionThatIsNone) {
  promise<int> made;
  EXPECT_THROW(made.set_exception(nullptr), std::invalid_argument);
  EXPECT_EQ(made.get_future().state(), future_state::pending);
}

TEST_F(Promise, CanStillFailAfterItsValueCouldNotBeMade) {
  struct fragile {
    fragile() = default;
    fragile(const fragile&) { throw std::length_error("no copy today"); }
  };
  promise<fragile> made;
  EXPECT_THROW(made.set_result(fragile{}), std::length_error);
  made.set_exception(out_of_range());
  EXPECT_THROW(made.get_future().result(), std::out_of_range);
}

TEST_F(Promise, IsCancelledByItsFuture) {
  promise<int> made;
  auto answer = made.get_future();
  EXPECT_TRUE(answer.cancel());
  EXPECT_TRUE(answer.cancelled());
  EXPECT_THROW(answer.result(), futures::cancelled_error);
  EXPECT_THROW(made.set_result(1), invalid_state_error);
  EXPECT_THROW(made.set_exception(out_of_range()), invalid_state_error);
  EXPECT_TRUE(answer.cancelled());
}

TEST_F(Promise, AnnouncesItsStartOnceAndNotAfterACancel) {
  promise<int> made;
  auto answer = made.get_future();
  EXPECT_TRUE(made.set_running_or_notify_cancel());
  EXPECT_TRUE(answer.running());
  EXPECT_FALSE(answer.cancel());
  EXPECT_THROW(made.set_running_or_notify_cancel(), invalid_state_error);
  made.set_result(1);
  EXPECT_THROW(made.set_running_or_notify_cancel(), invalid_state_error);
  EXPECT_EQ(answer.result(), 1);

  promise<int> cancelled;
  cancelled.get_future().cancel();
  EXPECT_FALSE(cancelled.set_running_or_notify_cancel());
}

TEST_F(Promise, ThatGoesAwayBreaksItsFuture) {
  auto made = std::make_unique<promise<int>>();
  const auto answer = made->get_future();
  made.reset();
  EXPECT_EQ(answer.state(), future_state::finished);
  EXPECT_THROW(answer.result(), futures::broken_promise);
}

TEST_F(Promise, ThatGoesAwayWhileRunningBreaksItsFuture) {
  auto made = std::make_unique<promise<int>>();
  const auto answer = made->get_future();
  made->set_running_or_notify_cancel();
  made.reset();
  EXPECT_THROW(answer.result(), futures::broken_promise);
}

TEST_F(Promise, IsBrokenByAssignmentAndNotByMoving) {
  promise<int> first;
  const auto old_answer = first.get_future();
  promise<int> second;
  const auto new_answer = second.get_future();
  first = std::move(second);
  EXPECT_THROW(old_answer.result(), futures::broken_promise);
  EXPECT_FALSE(new_answer.done());
  first.set_result(1);
  EXPECT_EQ(new_answer.result(), 1);
}

TEST_F(Promise, LeavesACancelledFutureCancelledWhenItGoesAway) {
  auto made = std::make_unique<promise<int>>();
  auto answer = made->get_future();
  answer.cancel();
  made.reset();
  EXPECT_TRUE(answer.cancelled());
}

TEST_F(Promise, WakesAWaiterWithAValue) {
  promise<int> made;
  std::atomic<int> seen = 0;
  sleeping_waiter waiter([&, answer = made.get_future()] { seen = answer.result(); });
  made.set_result(9);
  waiter.join();
  EXPECT_EQ(seen, 9);
}

TEST_F(Promise, WakesAWaiterWithAnException) {
  promise<int> made;
  std::atomic<bool> seen = false;
  sleeping_waiter waiter([&, answer = made.get_future()] { seen = answer.exception() != nullptr; });
  made.set_exception(out_of_range());
  waiter.join();
  EXPECT_TRUE(seen);
}

TEST_F(Promise, WakesAWaiterWhenCancelled) {
  promise<int> made;
  auto answer = made.get_future();
  std::atomic<bool> seen = false;
  sleeping_waiter waiter([&, copy = answer] {
    EXPECT_THROW(copy.result(), futures::cancelled_error);
    seen = true;
  });
  answer.cancel();
  waiter.join();
  EXPECT_TRUE(seen);
}

TEST_F(Promise, KeepsAWaiterAsleepWhileItOnlyStarts) {
  promise<int> made;
  std::atomic<int> seen = 0;
  sleeping_waiter waiter([&, answer = made.get_future()] { seen = answer.result(); });
  made.set_running_or_notify_cancel();
  EXPECT_EQ(seen, 0);
  made.set_result(9);
  waiter.join();
  EXPECT_EQ(seen, 9);
}

TEST_F(Promise, RacesOfCancelAndResultHaveOneWinner) {
  for (int round = 0; round < 500; ++round) {
    promise<int> made;
    auto answer = made.get_future();
    std::atomic<bool> cancelled = false;
    std::jthread canceller([&, copy = answer]() mutable { cancelled = copy.cancel(); });
    bool resolved = true;
    try {
      made.set_result(round);
    } catch (const invalid_state_error&) {
      resolved = false;
    }
    canceller.join();
    ASSERT_NE(cancelled, resolved);
    ASSERT_EQ(answer.state(), resolved ? future_state::finished : future_state::cancelled);
  }
}

TEST_F(Promise, IsResolvedByTheFirstOfTwoThreadsThatDoSoAtOnce) {
  gate copies, may_go_on;
  struct slow {
    slow(gate& begins, gate& ends) : copy_begins(&begins), copy_ends(&ends) {}
    slow(const slow& from) : copy_begins(from.copy_begins), copy_ends(from.copy_ends) {
      copy_begins->open();
      copy_ends->wait_open();
    }
    gate* copy_begins;
    gate* copy_ends;
  };
  promise<slow> made;
  const slow value(copies, may_go_on);
  std::jthread first([&] { made.set_result(value); });
  copies.wait_open();
  EXPECT_THROW(made.set_exception(out_of_range()), invalid_state_error);
  may_go_on.open();
  first.join();
  EXPECT_EQ(made.get_future().exception(), nullptr);
}

TEST_F(Promise, WaitsStillWhenItsValueCouldNotBeCopied) {
  struct uncopyable {
    uncopyable() = default;
    uncopyable(const uncopyable&) { throw std::runtime_error("no copies today"); }
  };
  promise<uncopyable> made;
  const uncopyable value;
  EXPECT_THROW(made.set_result(value), std::runtime_error);
  EXPECT_FALSE(made.get_future().done());
  made.set_exception(std::make_exception_ptr(std::out_of_range("row 7")));
  EXPECT_THROW(made.get_future().result(), std::out_of_range);
}

TEST_F(Promise, StartsAndCancelsThatMeetHaveOneWinner) {
  constexpr std::size_t meetings = 100000;
  std::array<std::atomic<std::size_t>, 2> at{};
  const auto meet = [&](std::size_t me, std::size_t where, std::size_t steps_after) {
    at[me] = where;
    for (int patience = 1000; at[1 - me] < where && patience > 0;) --patience;
    while (at[me] == where && steps_after > 0) --steps_after;
  };
  std::vector<promise<int>> made(meetings);
  std::vector<char> started(meetings);
  std::vector<char> cancelled(meetings);
  std::jthread canceller([&] {
    for (std::size_t i = 0; i < meetings; ++i) {
      auto answer = made[i].get_future();
      meet(0, i + 1, i % 61);  // now one is ahead, now the other
      cancelled[i] = answer.cancel();
    }
  });
  for (std::size_t i = 0; i < meetings; ++i) {
    meet(1, i + 1, i % 53);
    started[i] = made[i].set_running_or_notify_cancel();
  }
  canceller.join();
  for (std::size_t i = 0; i < meetings; ++i) ASSERT_NE(started[i], cancelled[i]) << i;
}

}  // namespace
}  // namespace conformance
