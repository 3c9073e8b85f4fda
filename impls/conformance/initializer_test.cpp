// SPDX-License-Identifier: MIT
// Laws of what the maker of an executor gives to its workers: initializers, names and numbers.
#include <pthread.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <tuple>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"
#include "impls/conformance/unobserved.hpp"

namespace conformance {
namespace {

using futures::capabilities;
using futures::executor;
using futures::this_task::worker_index;

/// What `ask` returns on each worker, sorted.
template <class Ask>
auto asked_on_each_worker(executor& pool, Ask ask) {
  std::mutex mutex;
  std::multiset<decltype(ask())> answers;
  std::latch all(static_cast<std::ptrdiff_t>(pool.max_workers()));
  std::vector<futures::future<void>> tasks;
  for (std::size_t i = 0; i < pool.max_workers(); ++i)
    tasks.push_back(pool.submit([&] {
      all.arrive_and_wait();  // so that each runs on a worker of its own
      const std::lock_guard lock(mutex);
      answers.insert(ask());
    }));
  for (const auto& each : tasks) each.result();
  return std::vector(answers.begin(), answers.end());
}

class Initializer : public backend_test {
 protected:
  unobserved_exceptions unobserved_;
};
INSTANTIATE_TEST_SUITE_P(Every, Initializer,
                         backends_claiming<Initializer>(&capabilities::initializer,
                                                        &capabilities::bounded_workers),
                         by_backend);

TEST_P(Initializer, RunsOnceInEachWorkerBeforeItsFirstTask) {
  static thread_local int initialized = 0;
  const auto pool =
      futures::make_executor(GetParam(), {.max_workers = 3, .initializer = [] { ++initialized; }});
  for (int round = 0; round < 2; ++round)
    EXPECT_EQ(asked_on_each_worker(*pool, [] { return initialized; }), (std::vector{1, 1, 1}));
}

TEST_P(Initializer, ThatThrowsBreaksTheExecutor) {
  gate may_fail;
  const auto pool =
      futures::make_executor(GetParam(), {.max_workers = 2, .initializer = [&] {
                                            may_fail.wait_open();
                                            throw std::out_of_range("error in initializer");
                                          }});
  const auto waiting = pool->submit([] { return 1; });
  EXPECT_FALSE(waiting.done());
  may_fail.open();
  try {
    waiting.result();
    FAIL() << "ran on a worker that was not initialised";
  } catch (const futures::broken_executor& problem) {
    EXPECT_THROW(std::rethrow_if_nested(problem), std::out_of_range);
  }
  EXPECT_THROW(std::ignore = pool->submit([] {}), futures::broken_executor);
  pool->shutdown();
  EXPECT_EQ(unobserved_.messages(),
            (std::vector<std::string>{"error in initializer", "error in initializer"}));
}

class NoInitializer : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, NoInitializer,
                         backends_not_claiming<NoInitializer>(&capabilities::initializer),
                         by_backend);

TEST_P(NoInitializer, IsTakenWhereNoneWouldBeCalled) {
  EXPECT_THROW(futures::make_executor(GetParam(), {.initializer = [] {}}),
               futures::unsupported_operation);
}

std::string thread_name() {
  char name[16] = {};
  pthread_getname_np(pthread_self(), name, sizeof name);
  return name;
}

class ThreadNames : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, ThreadNames,
                         backends_claiming<ThreadNames>(&capabilities::thread_names,
                                                        &capabilities::bounded_workers),
                         by_backend);

TEST_P(ThreadNames, AreThePrefixAndANumber) {
  const auto pool =
      futures::make_executor(GetParam(), {.max_workers = 3, .thread_name_prefix = "special"});
  EXPECT_EQ(asked_on_each_worker(*pool, thread_name),
            (std::vector<std::string>{"special_0", "special_1", "special_2"}));
}

TEST_P(ThreadNames, KeepTheirNumberWhenThePrefixIsTooLong) {
  const auto pool = futures::make_executor(
      GetParam(), {.max_workers = 1, .thread_name_prefix = "a_name_of_more_than_15"});
  EXPECT_EQ(pool->submit(thread_name).result(), "a_name_of_mor_0");
}

TEST_P(ThreadNames, DifferBetweenExecutorsIfNobodyChooses) {
  const auto one = make_pool(1);
  const auto other = make_pool(1);
  EXPECT_NE(one->submit(thread_name).result(), other->submit(thread_name).result());
}

class NoThreadNames : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, NoThreadNames,
                         backends_not_claiming<NoThreadNames>(&capabilities::thread_names),
                         by_backend);

TEST_P(NoThreadNames, AreTakenWhereTheyWouldNotBeUsed) {
  EXPECT_THROW(futures::make_executor(GetParam(), {.thread_name_prefix = "special"}),
               futures::unsupported_operation);
}

class NumberedWorkers : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, NumberedWorkers,
                         backends_claiming<NumberedWorkers>(&capabilities::numbered_workers,
                                                            &capabilities::bounded_workers),
                         by_backend);

TEST_P(NumberedWorkers, AreCountedFromZero) {
  const auto pool = make_pool(3);
  EXPECT_EQ(asked_on_each_worker(*pool, [] { return worker_index().value(); }),
            (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(worker_index(), std::nullopt);
}

TEST_P(NumberedWorkers, KeepTheirNumberInAClaimedTask) {
  const auto pool = make_pool(1);
  EXPECT_EQ(pool->submit([&] { return pool->submit(worker_index).result(); }).result(), 0U);
}

class UnnumberedWorkers : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, UnnumberedWorkers,
                         backends_not_claiming<UnnumberedWorkers>(&capabilities::numbered_workers),
                         by_backend);

TEST_P(UnnumberedWorkers, SayThatTheyHaveNoNumber) {
  const auto pool = make_pool(2);
  EXPECT_EQ(pool->submit(worker_index).result(), std::nullopt);
  EXPECT_EQ(worker_index(), std::nullopt);
}

class InOrder : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, InOrder,
                         backends_claiming<InOrder>(&capabilities::fifo_start,
                                                    &capabilities::asynchronous,
                                                    &capabilities::bounded_workers),
                         by_backend);

TEST_P(InOrder, StartsTasksAsTheyWereSubmittedWhoeverDid) {
  gate all_submitted;
  std::vector<int> started;
  const auto pool = futures::make_executor(GetParam(), {.max_workers = 1, .in_order = true});
  const auto note = [&](int i) { started.push_back(i); };
  const auto parent = pool->submit([&] {
    all_submitted.wait_open();
    for (int i = 0; i < 3; ++i) std::ignore = pool->submit(note, 10 + i);
  });
  for (int i = 0; i < 3; ++i) std::ignore = pool->submit(note, i);
  all_submitted.open();
  parent.result();
  pool->shutdown({.wait = true});
  EXPECT_EQ(started, (std::vector{0, 1, 2, 10, 11, 12}));
}

class NotInOrder : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, NotInOrder,
                         backends_not_claiming<NotInOrder>(&capabilities::fifo_start), by_backend);

TEST_P(NotInOrder, CannotBeAskedForOrder) {
  EXPECT_THROW(futures::make_executor(GetParam(), {.in_order = true}),
               futures::unsupported_operation);
}

TEST(ThreadPool, TellsItsOwnHandlerWhyItBroke) {
  const watchdog dog;
  const unobserved_exceptions of_program;
  std::atomic<int> told = 0;
  futures::thread_pool_executor pool({.max_workers = 1,
                                      .initializer = [] { throw 7; },
                                      .on_unobserved = [&](std::exception_ptr) { ++told; }});
  while (told == 0) std::this_thread::yield();
  EXPECT_THROW(pool.submit([] {}).result(), futures::broken_thread_pool);
  EXPECT_TRUE(of_program.messages().empty());
}

}  // namespace
}  // namespace conformance
