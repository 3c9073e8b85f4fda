// SPDX-License-Identifier: MIT
// A crowd of random tasks on a thread pool, for stress tests: they nest, cancel, throw, wait in any
// order and with time limits, and their pools are shut down in every way.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <random>
#include <vector>

#include "futures/futures.hpp"

namespace futures::reference {

/// What a crowd has done. Tasks count themselves when they are made, run, and destroyed.
struct crowd_count {
  std::atomic<std::uint64_t> made{0};
  std::atomic<std::uint64_t> run{0};
  std::atomic<std::uint64_t> destroyed{0};
  std::atomic<std::uint64_t> cancelled{0};  // by a call of cancel() that returned true
  std::atomic<std::uint64_t> wrong{0};      // a result or an exception that is not the right one
};

/// A task's entry in the count, destroyed with the task's callable.
class counted {
 public:
  explicit counted(crowd_count& count) : count_(&count) {
    count.made.fetch_add(1, std::memory_order_relaxed);  // read when all threads have been joined
  }
  counted(counted&& other) noexcept : count_(std::exchange(other.count_, nullptr)) {}
  counted& operator=(counted&&) = delete;
  ~counted() {
    if (count_ != nullptr) count_->destroyed.fetch_add(1, std::memory_order_relaxed);
  }
  void runs() const { count_->run.fetch_add(1, std::memory_order_relaxed); }

 private:
  crowd_count* count_;
};

/// One pool's worth of random tasks.
class crowd {
 public:
  crowd(std::uint64_t seed, crowd_count& count) : random_(seed), count_(count) {}

  /// Makes a pool, gives it tasks from outside, about `tasks` in all with those that they submit,
  /// and ends it in some way. Returns: when the pool is gone.
  void run(std::uint64_t tasks) {
    thread_pool_executor pool(
        thread_pool_options{.max_workers = 1 + pick(3), .on_unobserved = [](const auto&) {}});
    std::vector<child> roots;
    budget_ = static_cast<std::int64_t>(tasks);
    while (budget_.load(std::memory_order_relaxed) > 0) {
      roots.push_back(submit(pool, 1 + pick(10), random_()));
      if (roots.size() > 64) {
        for (auto& each : roots) collect(each, random_());
        roots.clear();
      }
    }
    if (const auto end = pick(4); end == 0)
      pool.shutdown({.wait = false, .cancel_futures = true});
    else if (end == 1)
      pool.shutdown({.cancel_futures = true});
    else if (end == 2)
      pool.shutdown();
  }

 private:
  struct thrown {
    std::uint64_t value;
  };
  struct child {
    future<std::uint64_t> task;
    std::uint64_t seed;
  };

  std::size_t pick(std::size_t below) { return random_() % below; }

  /// What the task with that seed returns or throws.
  static std::uint64_t value_of(std::uint64_t seed) { return seed * 0x9e3779b97f4a7c15ULL; }
  static bool throws(std::uint64_t seed) { return seed % 509 == 0; }

  child submit(executor& pool, std::size_t depth, std::uint64_t seed) {
    budget_.fetch_sub(1, std::memory_order_relaxed);
    auto task = pool.submit([this, &pool, depth, seed, entry = counted(count_)]() mutable {
      entry.runs();
      nest(pool, depth, seed);
      if (throws(seed)) throw thrown{value_of(seed)};
      return value_of(seed);
    });
    return {std::move(task), seed};
  }

  /// The body of a task: submits some more and deals with each of them.
  void nest(executor& pool, std::size_t depth, std::uint64_t seed) {
    if (depth == 0 || budget_.load(std::memory_order_relaxed) < 0) return;
    std::uint64_t random = seed;
    const auto next = [&random] {  // xorshift64, for std::mt19937_64 is too big for each task
      random ^= random << 13U;
      random ^= random >> 7U;
      random ^= random << 17U;
      return random;
    };
    std::vector<child> children;
    try {
      for (auto left = 1 + next() % 4; left > 0; --left)
        children.push_back(submit(pool, depth - 1, next() | 1U));
      if (next() % 64 == 0) pool.post([entry = counted(count_)] { entry.runs(); });
    } catch (const executor_shutdown_error&) {
    }
    if (next() % 2 == 0) std::reverse(children.begin(), children.end());
    for (auto& each : children) collect(each, next());
  }

  /// Cancels it, forgets it, or waits for it and looks at the outcome.
  void collect(child& one, std::uint64_t how) {
    auto& [task, seed] = one;
    if (how % 32 == 0) {
      if (task.cancel()) count_.cancelled.fetch_add(1, std::memory_order_relaxed);
      return;
    }
    if (how % 32 == 1) return;
    if (how % 512 == 2) task.add_done_callback([](const any_future&) {});
    if (how % 512 == 3 && !task.wait_for(std::chrono::microseconds(how % 50))) return;
    bool right = true;
    try {
      right = task.result() == value_of(seed) && !throws(seed);
    } catch (const thrown& problem) {
      right = problem.value == value_of(seed) && throws(seed);
    } catch (const cancelled_error&) {
    } catch (...) {
      right = false;
    }
    if (!right) count_.wrong.fetch_add(1, std::memory_order_relaxed);
  }

  std::mt19937_64 random_;
  crowd_count& count_;
  std::atomic<std::int64_t> budget_{0};
};

}  // namespace futures::reference
