// SPDX-License-Identifier: MIT
// Laws of submit(): what it takes, what it copies, where tasks run, what a failure leaves behind.
#include <array>
#include <functional>
#include <memory>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <tuple>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using futures::capabilities;
using futures::executor;

int compute(int x) { return x * x; }

template <class... Args>
concept submittable = requires(executor& pool, Args&&... args) {
  pool.submit(std::forward<Args>(args)...);
};
static_assert(submittable<int (&)(int), int>);
static_assert(!submittable<decltype(compute(3))>, "submit(f(x)) must not compile");
static_assert(!submittable<int (&)(int)>, "nor a call with too few arguments");
static_assert(!submittable<int (&)(int), const char*>, "nor one with the wrong arguments");

class Submit : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, Submit, every_backend(), by_backend);

TEST_P(Submit, RunsEachTaskExactlyOnce) {
  constexpr std::size_t tasks = 500;
  std::array<std::atomic<int>, tasks> runs{};
  {
    const auto pool = make_pool();
    for (auto& run : runs) std::ignore = pool->submit([&run] { ++run; });
  }
  for (std::size_t i = 0; i < tasks; ++i) EXPECT_EQ(runs[i], 1) << "task " << i;
}

TEST_P(Submit, TakesEveryKindOfCallable) {
  struct counter {
    int value = 40;
    int plus(int x) const { return value + x; }
  };
  const auto pool = make_pool();
  const std::function<int(int)> wrapped = compute;
  EXPECT_EQ(pool->submit(compute, 7).result(), 49);
  EXPECT_EQ(pool->submit(&compute, 7).result(), 49);
  EXPECT_EQ(pool->submit(wrapped, 7).result(), 49);
  EXPECT_EQ(pool->submit([](auto x, auto y) { return x + y; }, 1, 2).result(), 3);
  EXPECT_EQ(pool->submit(std::plus<>{}, 1.5, 2.5).result(), 4.0);
  EXPECT_EQ(pool->submit([n = 0]() mutable { return ++n; }).result(), 1);
  EXPECT_EQ(pool->submit(&counter::plus, counter{}, 2).result(), 42);
  EXPECT_EQ(pool->submit(&counter::plus, std::make_unique<counter>(), 2).result(), 42);
  EXPECT_EQ(pool->submit(&counter::value, counter{}).result(), 40);
}

TEST_P(Submit, TakesMoveOnlyCallablesAndArguments) {
  const auto pool = make_pool();
  const auto add = [](std::unique_ptr<int> x, std::unique_ptr<int> y) { return *x + *y; };
  EXPECT_EQ(pool->submit(add, std::make_unique<int>(1), std::make_unique<int>(2)).result(), 3);
  EXPECT_EQ(pool->submit([x = std::make_unique<int>(5)] { return *x; }).result(), 5);
}

TEST_P(Submit, SharesWhatIsWrappedInRef) {
  const auto pool = make_pool();
  int shared = 1;
  pool->submit([](int& x) { x = 2; }, std::ref(shared)).result();
  EXPECT_EQ(shared, 2);
}

TEST_P(Submit, DestroysCallableAndArgumentsOnceTheTaskHasRun) {
  const auto pool = make_pool();
  auto captured = std::make_shared<int>(1);
  auto argument = std::make_shared<int>(2);
  const std::weak_ptr<int> first = captured;
  const std::weak_ptr<int> second = argument;
  const auto done =
      pool->submit([captured = std::move(captured)](const auto&) {}, std::move(argument));
  done.result();
  EXPECT_TRUE(first.expired());
  EXPECT_TRUE(second.expired());
}

TEST_P(Submit, DestroysCallableAndArgumentsOfATaskThatThrows) {
  const auto pool = make_pool();
  auto captured = std::make_shared<int>(1);
  const std::weak_ptr<int> watched = captured;
  const auto failed = pool->submit([captured = std::move(captured)] { throw 1; });
  failed.wait();
  EXPECT_TRUE(watched.expired());
}

TEST_P(Submit, PassesOnWhatCopyingThrowsAndStaysUsable) {
  struct uncopyable_today {
    uncopyable_today() = default;
    uncopyable_today(const uncopyable_today&) { throw std::length_error("no copy today"); }
    void operator()() const {}
  };
  const auto pool = make_pool();
  const uncopyable_today callable;
  for (int i = 0; i < 10; ++i)
    EXPECT_THROW(std::ignore = pool->submit(callable), std::length_error);
  EXPECT_THROW(std::ignore = pool->submit([](const auto&) {}, callable), std::length_error);
  EXPECT_EQ(pool->submit(compute, 3).result(), 9);
  pool->shutdown();  // would wait for a task that was left behind
}

TEST_P(Submit, TellsItsTasksWhichExecutorRunsThem) {
  const auto pool = make_pool();
  const auto current = [] { return futures::this_task::current_executor(); };
  EXPECT_EQ(current(), nullptr);
  EXPECT_EQ(pool->submit(current).result(), pool.get());
  EXPECT_EQ(current(), nullptr);
}

TEST_P(Submit, KeepsTwoExecutorsApart) {
  const auto first = make_pool();
  const auto second = make_pool();
  auto relayed = first->submit([&] { return second->submit(compute, 4).result() + 1; });
  EXPECT_EQ(relayed.result(), 17);
}

class AsynchronousSubmit : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, AsynchronousSubmit,
                         backends_claiming<AsynchronousSubmit>(&capabilities::asynchronous),
                         by_backend);

TEST_P(AsynchronousSubmit, ReturnsBeforeTheTaskEnds) {
  const auto pool = make_pool();
  gate opened;
  const auto waiting = pool->submit([&] { opened.wait_open(); });
  EXPECT_FALSE(waiting.done());
  opened.open();
  waiting.result();
}

TEST_P(AsynchronousSubmit, CopiesItsArgumentsBeforeItReturns) {
  const auto pool = make_pool();
  gate opened;
  std::string text = "as submitted";
  auto read = pool->submit(
      [&opened](const std::string& copy) {
        opened.wait_open();
        return copy;
      },
      text);
  text = "changed later";
  opened.open();
  EXPECT_EQ(read.result(), "as submitted");
}

TEST_P(AsynchronousSubmit, NeverRunsTasksOnThreadsOutsideThePool) {
  std::mutex mutex;
  std::vector<std::thread::id> ran_on;
  const auto note = [&] {
    const std::lock_guard lock(mutex);
    ran_on.push_back(std::this_thread::get_id());
  };
  {
    const auto pool = make_pool();
    for (int i = 0; i < 300; ++i) pool->submit(note).result();
    for (int i = 0; i < 300; ++i) std::ignore = pool->submit(note);
  }  // leaving the scope waits, and does not run what is left
  EXPECT_EQ(ran_on.size(), 600U);
  EXPECT_EQ(std::ranges::count(ran_on, std::this_thread::get_id()), 0);
}

TEST_P(AsynchronousSubmit, MakesProgressWhileNobodyWaits) {
  const auto pool = make_pool(1);
  const auto polled = pool->submit(compute, 2);
  while (!polled.done()) std::this_thread::yield();
  EXPECT_EQ(polled.result(), 4);
}

class SynchronousSubmit : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, SynchronousSubmit,
                         backends_not_claiming<SynchronousSubmit>(&capabilities::asynchronous),
                         by_backend);

TEST_P(SynchronousSubmit, RunsTheTaskOnTheCallerBeforeItReturns) {
  const auto pool = make_pool();
  const auto ran_on = pool->submit([] { return std::this_thread::get_id(); });
  EXPECT_TRUE(ran_on.done());
  EXPECT_EQ(ran_on.result(), std::this_thread::get_id());
}

class FifoSubmit : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, FifoSubmit,
                         backends_claiming<FifoSubmit>(&capabilities::fifo_start), by_backend);

TEST_P(FifoSubmit, StartsTasksInTheOrderOfSubmissionWithOneWorker) {
  std::vector<int> started;
  std::vector<int> submitted(200);
  std::iota(submitted.begin(), submitted.end(), 0);
  {
    const auto pool = make_pool(1);
    for (const int i : submitted)
      std::ignore = pool->submit([&started, i] { started.push_back(i); });
  }
  EXPECT_EQ(started, submitted);
}

}  // namespace
}  // namespace conformance
