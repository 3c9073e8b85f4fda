// SPDX-License-Identifier: MIT
// The two words in which a shared state lives: where it stands, and who holds it.
//
// How it works. `word` has the status and flags; `holders` counts the futures.
//
//     pending --start--> running --finish--> finished        pending --cancel--> cancelled
//
// The step out of `pending` is a compare-and-swap: exactly one of the worker that takes the task
// from its queue, a waiter that claims it, and a canceller wins. The winner alone touches the
// callable. The result is written before the release that finishes the state, and read after an
// acquire.
//
// Lifetime. A queued task is kept by its token, a bit of `word`, which belongs to the queue's entry
// and is dropped by whoever takes the entry out. Futures are counted. The state is destroyed by the
// last of them: a future that goes as the last one sets `abandoned`, and the token's owner, who
// drops the token in one step with reading that bit, destroys what is abandoned. Both steps are on
// the same word, so exactly one of the two sees that it is the second.
//
// The light way. A worker that waits for the task on top of its own deque takes the entry, and so
// the token, and runs the task in place. If no flag is set it starts it as `light`: then nobody
// else may end the state or drop the token, and the state cannot be abandoned, because the waiter's
// own future is counted. So the worker finishes with a plain store and no second atomic step. Who
// sets a flag in a light state may see it overwritten; so he sets `attention` in `holders`, too,
// passes a heavy fence, and looks again. Finishing is: store `finished`; light fence; load
// `attention`. Of the two sides at least one sees the other: the finisher wakes and calls back, or
// the setter finds the state finished.
//
// Memory order. Every step that publishes a result is a release (or the release half of acq_rel) on
// `word`, and done() acquires. token and abandoned are handed over by acq_rel steps on `word`, so
// the destroyer sees all that the others wrote. The count is released by acq_rel and its reading as
// "I am the only one" acquires: the handles that went before are behind us. A flag set by fetch_or
// is in the modification order of `word` before or after the finishing step: before, the finisher
// reads it in the same step; after, the setter reads `finished` in his. Only the light finish is
// not a read-modify-write; what it needs is in the paragraph above, and is all that the asymmetric
// fences are for. A start that is light reads the word as `pending | token` and nothing else, in
// the compare-and-swap itself: flags set before make it a normal start.
#pragma once

#include <cstdint>

#include "futures/detail/memory.hpp"

namespace futures {

/// Where a future stands. `cancelled` and `finished` are final.
enum class future_state : std::uint8_t { pending, running, cancelled, finished };

namespace detail {

template <class Memory>
class life_word {
 public:
  using bits = std::uint32_t;
  static constexpr bits status_mask = 3;  // a future_state
  static constexpr bits done_bit = 2;     // set in both final states
  static constexpr bits failed = 4;       // finished by an exception
  static constexpr bits token = 8;        // an entry of a queue has the task
  static constexpr bits light = 16;       // runs in place, on top of the waiter that owns the token
  static constexpr bits abandoned = 32;   // no future is left
  static constexpr bits waiters = 64;     // somebody sleeps on the word
  static constexpr bits callbacks = 128;  // there are callbacks to call
  static constexpr bits taken = 256;      // the value was moved out
  static constexpr bits observed = 512;   // the exception was fetched

  /// One future, and a queue's token if it is for a task.
  explicit life_word(bool for_task) noexcept
      : word_(for_task ? token : bits{0}), holders_(one_holder) {}

  bits load() const noexcept { return word_.load(std::memory_order_acquire); }
  future_state state() const noexcept { return status_of(load()); }
  static future_state status_of(bits word) noexcept {
    return static_cast<future_state>(word & status_mask);
  }
  static bool is_done(bits word) noexcept { return (word & done_bit) != 0; }

  /// The step from pending to running. Returns: whether this caller took it.
  bool start() noexcept { return leave_pending(future_state::running); }
  /// The step from pending to cancelled. Returns: whether this caller took it.
  bool cancel() noexcept { return leave_pending(future_state::cancelled); }

  /// The light start, a full fence on success or not.
  /// Requires: the caller is about to take the task's entry from his own deque, and has a future.
  /// Returns: whether the state is light now.
  bool start_light() noexcept {
    auto expected = pending | token;
    // seq_cst and the fence: the deque's pop relies on them.
    const bool started =
        word_.compare_exchange_strong(expected, running | token | light, std::memory_order_seq_cst);
    Memory::fence_after_rmw();
    return started;
  }
  /// Makes a light state an ordinary running one: the entry went to a thief.
  void leave_light() noexcept { word_.fetch_and(~light, std::memory_order_acq_rel); }
  /// The light finish; drops the token. Returns: whether somebody needs to be told.
  bool finish_light(bool by_exception) noexcept {
    word_.store(by_exception ? finished | failed : finished, std::memory_order_release);
    Memory::light_fence();  // pairs with the heavy fence of set_flag()
    return (holders_.load(std::memory_order_relaxed) & attention) != 0;
  }

  /// The step from running to finished; drops the token as well if the caller owns it, unless there
  /// are callbacks: they need the state. Returns: the word before.
  bits finish(bool by_exception, bool owns_token) noexcept {
    auto word = word_.load(std::memory_order_relaxed);
    for (;;) {
      auto next = (word & ~light) | finished | (by_exception ? failed : bits{0});
      if (owns_token && (word & callbacks) == 0) next &= ~token;
      if (word_.compare_exchange_weak(word, next, std::memory_order_acq_rel,
                                      std::memory_order_relaxed))
        return word;
    }
  }

  /// Sets `waiters` or `callbacks` so that whoever makes the state done sees it.
  /// Returns: the word; when it is done the flag may have been missed, and the caller looks after
  /// himself.
  bits set_flag(bits flag) noexcept {
    const auto word = word_.fetch_or(flag, std::memory_order_acq_rel) | flag;
    if ((word & light) == 0 || is_done(word)) return word;
    holders_.fetch_or(attention, std::memory_order_relaxed);
    Memory::heavy_fence();  // pairs with the light fence of finish_light()
    return load();
  }
  /// Sets `taken` or `observed`. Requires: done. Returns: the word before.
  bits mark(bits flag) noexcept { return word_.fetch_or(flag, std::memory_order_acq_rel); }

  void add_holder() noexcept { holders_.fetch_add(one_holder, std::memory_order_relaxed); }
  /// Whether the caller's future is the only one, and nobody works on the state any more.
  bool unique() const noexcept {
    return (holders_.load(std::memory_order_acquire) & ~attention) == one_holder &&
           (load() & token) == 0;
  }
  /// Drops a future. Returns: whether the caller must destroy the state.
  bool drop_holder() noexcept {
    if (unique()) return true;
    if ((holders_.fetch_sub(one_holder, std::memory_order_acq_rel) & ~attention) != one_holder)
      return false;
    return (word_.fetch_or(abandoned, std::memory_order_acq_rel) & token) == 0;
  }
  /// Drops the token. Returns: whether the caller must destroy the state.
  bool drop_token() noexcept {
    return (word_.fetch_and(~token, std::memory_order_acq_rel) & abandoned) != 0;
  }

  /// What waiters sleep on.
  typename Memory::template atomic<bits>& sleeping_word() noexcept { return word_; }

 private:
  static constexpr bits pending = static_cast<bits>(future_state::pending);
  static constexpr bits running = static_cast<bits>(future_state::running);
  static constexpr bits finished = static_cast<bits>(future_state::finished);
  static constexpr bits attention = 1;   // in holders_: a flag was set in a light state
  static constexpr bits one_holder = 2;  // in holders_
  static_assert(pending == 0 && (finished & running) != 0 && (finished & done_bit) != 0);
  static_assert((static_cast<bits>(future_state::cancelled) & done_bit) != 0);

  bool leave_pending(future_state target) noexcept {
    auto word = word_.load(std::memory_order_relaxed);
    while ((word & status_mask) == pending)
      if (word_.compare_exchange_weak(word, word | static_cast<bits>(target),
                                      std::memory_order_acq_rel, std::memory_order_relaxed))
        return true;
    return false;
  }

  typename Memory::template atomic<bits> word_;
  typename Memory::template atomic<bits> holders_;
};

}  // namespace detail
}  // namespace futures
