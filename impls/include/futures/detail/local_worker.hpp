// SPDX-License-Identifier: MIT
// The part of a reference pool's worker that submit() and result() use without a call: its deque.
#pragma once

#include <atomic>
#include <cstdint>

#include "futures/detail/memory.hpp"
#include "futures/detail/work_deque.hpp"

namespace futures {

class executor;

namespace detail {

class shared_state;

/// What every worker of a pool has to know, in one word: who sleeps, and what is unusual.
/// Seen by users as flags; the pool counts in the rest of the word.
struct pool_word {
  static constexpr std::uint32_t sleeping = 0x7fff;     // how many workers sleep
  static constexpr std::uint32_t refusing = 1U << 30U;  // no task is accepted any more
  static constexpr std::uint32_t cautious = 1U << 31U;  // not every task may start
};

struct local_worker {
  local_worker(executor& home, const std::atomic<std::uint32_t>& pool_state)
      : pool(home), word(&pool_state), home_(&home) {}

  /// Whether the worker is one of that pool, which accepts tasks and runs all it has.
  bool accepts(const executor* home) const noexcept {
    return home_.load(std::memory_order_relaxed) == home;  // the slow way looks more closely
  }
  /// Makes accepts() false for good.
  void refuse() noexcept { home_.store(nullptr, std::memory_order_relaxed); }
  /// Takes the task from the deque if it is one of the two newest: result() of two tasks is mostly
  /// called in the order of their submission. Returns: whether the caller has its token now.
  bool take(shared_state& task) noexcept {
    if (deque.pop_if_newest(&task)) return true;
    if (!deque.pop_if_second(&task)) return false;
    if (has_sleepers()) [[unlikely]]
      announce();
    return true;
  }
  /// Whether somebody sleeps. Called after a push.
  bool has_sleepers() const noexcept {
    hardware::light_fence();  // pairs with the heavy fence of idle_workers::park()
    return (word->load(std::memory_order_relaxed) & pool_word::sleeping) != 0;
  }
  /// Wakes a sleeper if there is need: see idle_workers.
  [[gnu::cold]] void announce() noexcept;

  executor& pool;
  const std::atomic<std::uint32_t>* const word;
  bool leftovers = false;  // the deque may have entries of tasks that were claimed
  work_deque<shared_state> deque;

 private:
  std::atomic<const executor*> home_;
};

/// The worker that this thread is, null on all other threads.
inline constinit thread_local local_worker* this_worker = nullptr;

}  // namespace detail
}  // namespace futures
