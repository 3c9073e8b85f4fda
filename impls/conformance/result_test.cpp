// SPDX-License-Identifier: MIT
// Laws of result(), exception() and take(): what a task leaves, for whom, and for how long.
#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <tuple>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using namespace std::chrono_literals;
using futures::capabilities;
using futures::future_state;

struct odd_failure {
  int code;
};

class Result : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, Result, every_backend(), by_backend);

TEST_P(Result, IsTheValueThatTheTaskReturned) {
  const auto pool = make_pool();
  const auto answer = pool->submit([] { return std::string("forty-two"); });
  EXPECT_EQ(answer.result(), "forty-two");
  EXPECT_EQ(answer.exception(), nullptr);
  EXPECT_EQ(answer.state(), future_state::finished);
}

TEST_P(Result, CanBeAskedForAgainByEveryHandle) {
  const auto pool = make_pool();
  const auto answer = pool->submit([] { return 42; });
  const auto copy = answer;
  EXPECT_EQ(&answer.result(), &answer.result());
  EXPECT_EQ(&answer.result(), &copy.result());
  EXPECT_EQ(answer, copy);
  EXPECT_NE(answer, pool->submit([] { return 42; }));
}

TEST_P(Result, IsACopyEvenIfTheTaskReturnsAReference) {
  const auto pool = make_pool();
  int original = 1;
  const auto copied = pool->submit([&]() -> int& { return original; });
  copied.wait();
  original = 2;
  EXPECT_EQ(copied.result(), 1);
}

TEST_P(Result, OfATemporaryIsAValue) {
  const auto pool = make_pool();
  static_assert(std::is_same_v<decltype(pool->submit([] { return 1; }).result()), int>);
  EXPECT_EQ(pool->submit([] { return std::string("moved"); }).result(), "moved");
  EXPECT_EQ(*pool->submit([] { return std::make_unique<int>(3); }).result(), 3);
}

TEST_P(Result, OfATemporaryLeavesTheValueToOtherHandles) {
  const auto pool = make_pool();
  const auto kept = pool->submit([] { return std::string(100, 'x'); });
  EXPECT_EQ(futures::future(kept).result(), std::string(100, 'x'));
  EXPECT_EQ(kept.result(), std::string(100, 'x'));
}

TEST_P(Result, CanBeTakenOnce) {
  const auto pool = make_pool();
  auto taken = pool->submit([] { return std::make_unique<int>(7); });
  EXPECT_EQ(*taken.result(), 7);
  EXPECT_EQ(*taken.take(), 7);
  EXPECT_THROW(taken.take(), futures::invalid_state_error);
  EXPECT_THROW(taken.result(), futures::invalid_state_error);
  EXPECT_TRUE(taken.done());
}

TEST_P(Result, RethrowsTheTasksExceptionWithItsType) {
  const auto pool = make_pool();
  const auto failed = pool->submit([]() -> int { throw std::out_of_range("row 7"); });
  try {
    failed.result();
    FAIL() << "the exception was lost";
  } catch (const std::out_of_range& problem) {
    EXPECT_STREQ(problem.what(), "row 7");
  }
  EXPECT_EQ(failed.state(), future_state::finished);
}

TEST_P(Result, RethrowsTheSameExceptionObjectEachTime) {
  const auto pool = make_pool();
  const auto failed = pool->submit([] { throw std::out_of_range("row 7"); });
  const auto rethrown = [&] {
    try {
      failed.result();
    } catch (...) {
      return std::current_exception();
    }
    return std::exception_ptr();
  };
  ASSERT_NE(failed.exception(), nullptr);
  EXPECT_EQ(rethrown(), failed.exception());
  EXPECT_EQ(rethrown(), failed.exception());
}

TEST_P(Result, RethrowsWhatIsNoStdException) {
  const auto pool = make_pool();
  EXPECT_THROW(pool->submit([] { throw 7; }).result(), int);
  EXPECT_THROW(pool->submit([] { throw nullptr; }).result(), std::nullptr_t);
  EXPECT_THROW(pool->submit([] { throw "text"; }).result(), const char*);
  auto failed = pool->submit([]() -> int { throw odd_failure{3}; });
  try {
    failed.take();
    FAIL() << "the exception was lost";
  } catch (const odd_failure& problem) {
    EXPECT_EQ(problem.code, 3);
  }
}

TEST_P(Result, RethrowsWhatMakingTheValueThrows) {
  struct fragile {
    fragile() = default;
    fragile(const fragile&) { throw std::length_error("no copy today"); }
  };
  static const fragile original;
  const auto pool = make_pool();
  const auto failed = pool->submit([]() -> const fragile& { return original; });
  failed.wait();
  EXPECT_THROW(failed.result(), std::length_error);
}

TEST_P(Result, KeepsATasksFailureFromTheOthers) {
  const auto pool = make_pool();
  std::vector<futures::future<int>> all;
  for (int i = 0; i < 100; ++i)
    all.push_back(pool->submit([i] { return i % 2 == 0 ? i : throw std::out_of_range("odd"); }));
  for (int i = 0; i < 100; ++i) {
    if (i % 2 == 0)
      EXPECT_EQ(all[i].result(), i);
    else
      EXPECT_THROW(all[i].result(), std::out_of_range);
  }
}

TEST_P(Result, OutlivesTheExecutor) {
  auto pool = make_pool();
  const auto answer = pool->submit([] { return std::string(100, 'x'); });
  const auto failed = pool->submit([] { throw std::out_of_range("late"); });
  pool.reset();
  EXPECT_EQ(answer.result(), std::string(100, 'x'));
  EXPECT_THROW(failed.result(), std::out_of_range);
}

TEST_P(Result, IsDestroyedWithTheLastHandle) {
  auto pool = make_pool();
  std::weak_ptr<int> watched;
  {
    const auto answer = pool->submit([] { return std::make_shared<int>(1); });
    watched = answer.result();
    pool.reset();
    EXPECT_FALSE(watched.expired());
  }
  EXPECT_TRUE(watched.expired());
}

/// Counts the objects of a kind that exist.
struct counted {
  explicit counted(std::atomic<int>& count) : alive(&count) { ++*alive; }
  counted(const counted& other) : alive(other.alive) { ++*alive; }
  counted& operator=(const counted&) = delete;
  ~counted() { --*alive; }
  std::atomic<int>* alive;
};

TEST_P(Result, ThatNobodyWantsIsDestroyedWhileTheExecutorLives) {
  std::atomic<int> alive = 0;
  std::atomic<bool> made = false;
  const auto pool = make_pool();
  std::ignore = pool->submit([&, captured = counted(alive)] {
    made = true;
    return counted(alive);
  });
  while (!made || alive != 0) std::this_thread::yield();
}

TEST_P(Result, ComesWithinATimeThatIsLongEnough) {
  const auto pool = make_pool();
  EXPECT_EQ(pool->submit([] { return 1; }).result(1h), 1);
  EXPECT_EQ(pool->submit([] { return 1; }).result(futures::nanoseconds::max()), 1);
  EXPECT_EQ(pool->submit([] {}).exception(1h), nullptr);
  EXPECT_TRUE(pool->submit([] {}).wait_for(1h));
}

TEST_P(Result, IsThereInNoTimeOnceTheTaskIsDone) {
  const auto pool = make_pool();
  const auto answer = pool->submit([] { return 1; });
  answer.wait();
  EXPECT_EQ(answer.result(0ms), 1);
  EXPECT_TRUE(answer.wait_for(-1ms));
}

class ResultTimeout : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, ResultTimeout,
                         backends_claiming<ResultTimeout>(&capabilities::asynchronous), by_backend);

TEST_P(ResultTimeout, EndsAWaitAndNotTheTask) {
  gate opened;
  const auto pool = make_pool();
  const auto blocked = pool->submit([&] {
    opened.wait_open();
    return 5;
  });
  for (const auto patience : {-1ms, 0ms, 1ms}) {
    EXPECT_THROW(blocked.result(patience), futures::timeout_error);
    EXPECT_THROW(blocked.exception(patience), futures::timeout_error);
    EXPECT_FALSE(blocked.wait_for(patience));
  }
  EXPECT_FALSE(blocked.done());
  opened.open();
  EXPECT_EQ(blocked.result(), 5);
}

TEST_P(ResultTimeout, WakesTheWaiterWhenTheResultComesFirst) {
  gate opened;
  const auto pool = make_pool();
  const auto blocked = pool->submit([&] { opened.wait_open(); });
  bool done = false;
  sleeping_waiter waiter([&] { done = blocked.wait_for(1h); });
  opened.open();
  waiter.join();
  EXPECT_TRUE(done);
}

TEST_P(ResultTimeout, LetsEveryWaiterWakeWithTheResult) {
  gate opened;
  const auto pool = make_pool();
  const auto blocked = pool->submit([&] {
    opened.wait_open();
    return 5;
  });
  std::atomic<int> sum = 0;
  const auto add = [&] { sum += blocked.result(); };
  sleeping_waiter first(add), second(add), third(add);
  opened.open();
  for (auto* waiter : {&first, &second, &third}) waiter->join();
  EXPECT_EQ(sum, 15);
}

}  // namespace
}  // namespace conformance
