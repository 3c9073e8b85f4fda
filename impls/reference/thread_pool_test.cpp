// SPDX-License-Identifier: MIT
// Faults: threads that cannot be started, memory that runs out, pools destroyed by their own tasks.
#include "futures/thread_pool.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <tuple>
#include <vector>

#include "futures/futures.hpp"
#include "impls/conformance/threads.hpp"
#include "impls/conformance/watchdog.hpp"

namespace futures::reference {
namespace {

class ThreadPool : public testing::Test {
 private:
  conformance::watchdog watchdog_;
};
using ThreadPoolDeathTest = ThreadPool;

/// This process's size in memory, in bytes.
std::size_t address_space() {
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * 4096;
}

/// What of it is in memory.
std::size_t resident_bytes() {
  std::size_t all = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * 4096;
}

/// Lets this process grow by no more than that until the scope ends.
class memory_limit {
 public:
  explicit memory_limit(std::size_t bytes) {
    getrlimit(RLIMIT_AS, &before_);
    const rlimit now{address_space() + bytes, before_.rlim_max};
    setrlimit(RLIMIT_AS, &now);
  }
  memory_limit(const memory_limit&) = delete;
  memory_limit& operator=(const memory_limit&) = delete;
  ~memory_limit() { setrlimit(RLIMIT_AS, &before_); }

 private:
  rlimit before_{};
};

constexpr std::size_t mebibyte = 1024 * 1024;

TEST_F(ThreadPool, WhoseThreadsCannotAllBeStartedThrowsAndLeavesNoneBehind) {
  const auto before = conformance::count_threads();
  {
    const memory_limit some_stacks(200 * mebibyte);  // 8 MiB each
    EXPECT_THROW(thread_pool_executor(200), std::system_error);
  }
  EXPECT_EQ(conformance::count_threads(), before);
  thread_pool_executor pool(2);
  EXPECT_EQ(pool.submit([] { return 1; }).result(), 1);
}

#ifndef __SANITIZE_THREAD__  // whose operator new ends the program in place of throwing
TEST_F(ThreadPool, SubmitWithoutMemoryThrowsBadAllocAndThePoolGoesOn) {
  struct big {
    std::array<char, 256 * mebibyte> bytes;
    int operator()() const { return bytes[0]; }
  };
  const auto task = std::make_unique<big>();
  thread_pool_executor pool(2);
  {
    const memory_limit less(64 * mebibyte);
    EXPECT_THROW(std::ignore = pool.submit(std::cref(*task).get()), std::bad_alloc);
    EXPECT_EQ(pool.submit([] { return 1; }).result(), 1);
  }
}
#endif

TEST_F(ThreadPoolDeathTest, DestroyedByItsOwnTaskEndsTheProgramAndSaysSo) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_DEATH(
      {
        auto pool = std::make_unique<thread_pool_executor>(1);
        pool->submit([&] { pool.reset(); }).result();
      },
      "destroyed by one of its own tasks");
}

TEST_F(ThreadPoolDeathTest, AnExitInATaskEndsTheProgramWithItsCode) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(thread_pool_executor(2).submit([] { std::exit(3); }).result(),
              testing::ExitedWithCode(3), "^$");
}

TEST_F(ThreadPool, TenThousandPoolsLeaveNoThreadAndNoDescriptorBehind) {
  const auto descriptors = [] {
    return static_cast<int>(
        std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}));
  };
  thread_pool_executor(2).submit([] {}).result();
  const auto threads = conformance::count_threads();
  const auto open = descriptors();
  std::size_t grown = 0;
  for (int i = 0; i < 10'000; ++i) {
    thread_pool_executor pool(2);
    std::ignore = pool.submit([] {});
    if (i < 1000) grown = std::max(grown, address_space());
  }
  while (conformance::count_threads() > threads) std::this_thread::yield();  // joined, not yet gone
  EXPECT_EQ(descriptors(), open);
  EXPECT_LT(address_space(), grown + 64 * mebibyte);
}

#ifndef __SANITIZE_ADDRESS__  // which keeps freed memory for a while
TEST_F(ThreadPool, FuturesThatGoOnOtherThreadsThanTheirWorkerGiveTheirMemoryBack) {
  thread_pool_executor pool(1);
  const auto children_of_a_task = [&pool, greater_than_they = std::array<int, 16>{}] {
    std::ignore = greater_than_they;  // so that its own block is none of theirs
    std::vector<future<int>> children;
    for (int i = 0; i < 100; ++i) children.push_back(pool.submit([i] { return i; }));
    for (const auto& each : children) each.wait();  // runs it in place
    return children;
  };
  const auto rounds = [&](int count) {
    for (int i = 0; i < count; ++i) pool.submit(children_of_a_task).result();
  };
  rounds(100);
  const auto before = resident_bytes();
  rounds(10'000);  // a million futures of 64 bytes
  EXPECT_LT(resident_bytes(), before + (16U << 20U));
}
#endif

TEST_F(ThreadPool, AFailingInitializerBreaksItAndNamesTheCause) {
  std::atomic<int> told = 0;
  thread_pool_executor pool(
      thread_pool_options{.max_workers = 2,
                          .initializer = [] { throw std::runtime_error("no licence"); },
                          .on_unobserved = [&](const auto&) { ++told; }});
  while (told < 2) std::this_thread::yield();
  try {
    pool.submit([] {}).result();
    FAIL() << "a task of a broken pool ran";
  } catch (const broken_thread_pool& problem) {
    EXPECT_THROW(std::rethrow_if_nested(problem), std::runtime_error);
  }
}

TEST_F(ThreadPool, InOrderStartsTasksInTheOrderOfSubmissionWhoeverSubmits) {
  thread_pool_executor pool(thread_pool_options{.max_workers = 1, .in_order = true});
  std::vector<int> order;
  conformance::gate go;
  auto parent = pool.submit([&] {
    go.wait_open();
    for (int i = 0; i < 3; ++i) pool.post([&, i] { order.push_back(10 + i); });
  });
  for (int i = 0; i < 3; ++i) pool.post([&, i] { order.push_back(i); });
  go.open();
  parent.wait();
  pool.shutdown();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 10, 11, 12}));
}

TEST_F(ThreadPool, ATaskInEveryPlaceOfADequeCanBeClaimed) {
  constexpr int children = 3000;  // more than are moved, and more than are looked at
  thread_pool_executor pool(1);
  const auto sum_in = [&](auto next) {
    return pool
        .submit([&] {
          std::vector<future<int>> all;
          for (int i = 0; i < children; ++i) all.push_back(pool.submit([i] { return i; }));
          int sum = 0;
          for (int i = 0; i < children; ++i) sum += all[next(i)].result();
          return sum;
        })
        .result();
  };
  const int right = children * (children - 1) / 2;
  EXPECT_EQ(sum_in([](int i) { return static_cast<std::size_t>(i); }), right);
  EXPECT_EQ(sum_in([](int i) { return static_cast<std::size_t>(children - 1 - i); }), right);
  EXPECT_EQ(sum_in([](int i) { return static_cast<std::size_t>(i * 7 % children); }), right);
}

}  // namespace
}  // namespace futures::reference
