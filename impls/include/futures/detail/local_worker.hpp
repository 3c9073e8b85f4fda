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

/// What every thread has: whether it is a worker.
class worker_place {
 public:
  constexpr worker_place() noexcept = default;
  explicit worker_place(const executor* home) noexcept : home_(home) {}

  /// Whether the thread is a worker of that pool, which accepts tasks and runs all it has.
  bool accepts(const executor* home) const noexcept {
    return home_.load(std::memory_order_relaxed) == home;  // the slow way looks more closely
  }
  /// Makes accepts() false for good.
  void refuse() noexcept { home_.store(&nobody, std::memory_order_relaxed); }

 private:
  static constexpr char nobody = 0;  // not null, which is what a promise has for its home

  std::atomic<const void*> home_{&nobody};
};

struct local_worker : worker_place {
  local_worker(executor& home, const std::atomic<std::uint32_t>& pool_state)
      : worker_place(&home), pool(home), word(&pool_state) {}
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
  bool takes_newest = false;  // first, of what it stole
  work_deque<shared_state> deque;
};

/// The place of threads that are no workers; it accepts nothing.
inline constinit worker_place no_worker;
/// This thread's place, so that submit() and result() need not ask whether it is a worker at all.
inline constinit thread_local worker_place* this_place = &no_worker;

/// The worker that this thread is, null on all other threads.
inline local_worker* this_worker() noexcept {
  return this_place != &no_worker ? static_cast<local_worker*>(this_place) : nullptr;
}
/// The same where it is known that the thread's place accepts something.
inline local_worker& accepting_worker() noexcept { return static_cast<local_worker&>(*this_place); }

}  // namespace detail
}  // namespace futures
