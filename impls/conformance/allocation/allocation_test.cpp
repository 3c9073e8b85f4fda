// SPDX-License-Identifier: MIT
// Faults: each single allocation that a call makes fails in turn. The call throws std::bad_alloc or
// does without; what was accepted is done, what was not leaves nothing, and the executor goes on.
//
// How it works. This program replaces operator new: while a failing_allocation is in scope, the
// n-th allocation of its thread throws. Each call is tried with n = 0, 1, 2 and so on, until it
// allocates less than that.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "futures/process_pool.hpp"
#include "impls/conformance/backend_test.hpp"

namespace {

constexpr int none = -1;
thread_local int allocations_left = none;  // before one fails

void* allocate(std::size_t size, std::size_t alignment) {
  if (allocations_left == 0) {
    allocations_left = none;
    throw std::bad_alloc();
  }
  if (allocations_left > 0) --allocations_left;
  void* memory = nullptr;
  if (posix_memalign(&memory, alignment, size) != 0) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size, alignof(std::max_align_t)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace conformance {
namespace {

using futures::any_future;
using futures::future;
using futures::promise;

/// The n-th allocation of this thread fails, counted from 0, until the scope ends.
class failing_allocation {
 public:
  explicit failing_allocation(int nth) { allocations_left = nth; }
  failing_allocation(const failing_allocation&) = delete;
  failing_allocation& operator=(const failing_allocation&) = delete;
  ~failing_allocation() { allocations_left = none; }
  bool has_failed() const { return allocations_left == none; }
};

/// Does it once for each allocation that it makes, which fails, and once with all of them.
/// `call` returns whether it did what it should; it may throw std::bad_alloc instead.
/// Returns: how often an allocation failed; `done` counts the calls that did it.
template <class Call>
int with_each_allocation_failing(int& done, Call call) {
  for (int nth = 0; nth < 1000; ++nth) {
    bool did = false, has_failed = false;
    {
      const failing_allocation fails(nth);
      try {
        did = call();
      } catch (const std::bad_alloc&) {
      }
      has_failed = fails.has_failed();
    }
    done += did ? 1 : 0;
    if (!has_failed) {
      EXPECT_TRUE(did);
      return nth;
    }
  }
  ADD_FAILURE() << "it allocates without end";
  return 0;
}

/// A callable too large for lists of blocks, so that each has an allocation of its own.
struct large_task {
  std::atomic<int>* runs;
  std::array<char, 2048> bytes{};
  int operator()() const {
    ++*runs;
    return bytes[0] + 1;
  }
};

/// What a library has of its own, and allocates when it is first used, is there: oneTBB keeps a
/// lock for ever when it finds no memory for it.
class Allocation : public backend_test {
 protected:
  std::unique_ptr<futures::executor> make_used_pool() const {
    auto pool = make_pool();
    pool->submit([] {}).result();
    return pool;
  }
};
INSTANTIATE_TEST_SUITE_P(Every, Allocation, every_backend(), by_backend);

TEST_P(Allocation, ThatFailsInSubmitIsThrownAndThePoolGoesOn) {
  std::atomic<int> runs = 0;
  int accepted = 0;
  std::vector<future<int>> all;
  all.reserve(1000);
  {
    const auto pool = make_used_pool();
    EXPECT_GT(with_each_allocation_failing(accepted,
                                           [&] {
                                             all.push_back(pool->submit(large_task{&runs}));
                                             return true;
                                           }),
              0);
    for (const auto& each : all) EXPECT_EQ(each.result(), 1);
    EXPECT_EQ(pool->submit(large_task{&runs}).result(), 1);
  }
  EXPECT_EQ(runs, accepted + 1);
}

TEST_P(Allocation, ThatFailsInSubmitOfATaskIsThrownThere) {
  std::atomic<int> runs = 0;
  int accepted = 0;
  const auto pool = make_used_pool();
  const auto sum = pool->submit([&] {
    std::vector<future<int>> children;
    children.reserve(5000);
    // More than a worker's own queue takes.
    for (int i = 0; i < 4000; ++i) {
      const failing_allocation fails(i % 3);
      try {
        children.push_back(pool->submit(large_task{&runs}));
      } catch (const std::bad_alloc&) {
      }
    }
    accepted = static_cast<int>(children.size());
    int total = 0;
    for (const auto& each : children) total += each.result();
    return total;
  });
  EXPECT_EQ(sum.result(), accepted);
  EXPECT_LT(accepted, 4000);
  pool->shutdown();
  EXPECT_EQ(runs, accepted);
}

TEST_P(Allocation, ThatFailsInMapIsThrownAndThePoolGoesOn) {
  const std::vector<int> numbers{1, 2, 3, 4, 5, 6, 7, 8};
  const auto pool = make_used_pool();
  int done = 0;
  EXPECT_GT(
      with_each_allocation_failing(
          done,
          [&] {
            int sum = 0;
            for (const int each : pool->map(
                     [bytes = std::array<char, 2048>{}](int x) { return x + bytes[0]; }, numbers))
              sum += each;
            return sum == 36;
          }),
      0);
  EXPECT_EQ(pool->submit([] { return 1; }).result(), 1);
}

class AllocationOfAFuture : public testing::Test {
 private:
  watchdog watchdog_;
};

TEST_F(AllocationOfAFuture, ThatFailsInAddDoneCallbackIsThrownAndTheOthersAreCalled) {
  promise<int> made;
  const auto answer = made.get_future();
  std::atomic<int> calls = 0;
  int added = 0;
  EXPECT_GT(with_each_allocation_failing(added,
                                         [&] {
                                           answer.add_done_callback(
                                               [&calls](const any_future&) { ++calls; });
                                           return true;
                                         }),
            0);
  made.set_result(1);
  EXPECT_EQ(calls, added);
}

TEST_F(AllocationOfAFuture, ThatFailsInWaitIsThrownAndTheFuturesAreAsTheyWere) {
  std::array<promise<int>, 3> made;
  std::vector<future<int>> all;
  for (const auto& each : made) all.push_back(each.get_future());
  int done = 0;
  EXPECT_GT(with_each_allocation_failing(done,
                                         [&] {
                                           const auto found = futures::wait(
                                               all, {.timeout = std::chrono::nanoseconds(1)});
                                           return found.not_done.size() == 3;
                                         }),
            0);
  for (auto& each : made) each.set_result(1);
  EXPECT_EQ(futures::wait(all).done.size(), 3U);
}

TEST_F(AllocationOfAFuture, ThatFailsInAsCompletedIsThrownAndTheFuturesAreAsTheyWere) {
  std::array<promise<int>, 3> made;
  std::vector<future<int>> all;
  for (auto& each : made) {
    all.push_back(each.get_future());
    each.set_result(1);
  }
  int done = 0;
  EXPECT_GT(with_each_allocation_failing(done,
                                         [&] {
                                           int sum = 0;
                                           for (const auto& each : futures::as_completed(all))
                                             sum += each.result();
                                           return sum == 3;
                                         }),
            0);
}

TEST_F(AllocationOfAFuture, ThatFailsForAStopSourceIsThrownAndItCanBeAskedAgain) {
  for (int nth = 0; nth < 3; ++nth) {
    promise<int> made;
    auto answer = made.get_future();
    bool asked = false;
    {
      const failing_allocation fails(nth);
      try {
        asked = answer.request_stop();
      } catch (const std::bad_alloc&) {
      }
    }
    EXPECT_NE(asked, answer.request_stop()) << "asked once, now or then";
    made.set_result(1);
  }
}

long add_one(long x) { return x + 1; }
std::size_t length_of(const std::string& text) { return text.size(); }

/// What fails in a pool's first tasks, when it makes room for them, must not cost it that room.
TEST_F(AllocationOfAFuture, ThatFailsInTheFirstSubmitOfAProcessPoolLeavesAllItsWorkers) {
  bool has_failed = true;
  for (int nth = 0; has_failed; ++nth) {
    futures::process_pool_executor pool(1);
    {
      const failing_allocation fails(nth);
      try {
        static_cast<void>(pool.submit(add_one, 1L));
      } catch (const std::bad_alloc&) {
      }
      has_failed = fails.has_failed();
    }
    const auto next = pool.submit(add_one, 2L);
    try {
      EXPECT_EQ(next.result(std::chrono::seconds(20)), 3);
    } catch (const futures::timeout_error&) {
      ADD_FAILURE() << "no worker for the next task after allocation " << nth << " failed";
      pool.kill_workers();
    }
  }
}

TEST_F(AllocationOfAFuture, ThatFailsInSubmitOfAProcessPoolIsThrownAndThePoolGoesOn) {
  for (const std::size_t workers : {1, 2}) {
    futures::process_pool_executor pool(workers);
    const std::string text(300'000, 'x');
    std::vector<future<long>> all;
    std::vector<future<std::size_t>> lengths;
    all.reserve(1000);
    lengths.reserve(1000);
    int accepted = 0;
    EXPECT_GT(with_each_allocation_failing(accepted,
                                           [&] {
                                             all.push_back(pool.submit(add_one, 1L));
                                             return true;
                                           }),
              0);
    EXPECT_GT(with_each_allocation_failing(accepted,
                                           [&] {
                                             lengths.push_back(pool.submit(length_of, text));
                                             return true;
                                           }),
              0);
    for (const auto& each : all) EXPECT_EQ(each.result(), 2);
    for (const auto& each : lengths) EXPECT_EQ(each.result(), text.size());
    EXPECT_EQ(all.size() + lengths.size(), static_cast<std::size_t>(accepted));
    EXPECT_EQ(pool.submit(add_one, 2L).result(), 3);
  }
}

}  // namespace
}  // namespace conformance
