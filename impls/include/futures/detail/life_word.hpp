// SPDX-License-Identifier: MIT
// The words in which a shared state lives: where it stands, and who holds it.
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
// The light way. Recursive programs mostly wait for the task that is near the top of the worker's
// own deque. The worker then has the entry, and so the token, and a future, and nobody else knows
// or cares. Such a task is started and finished by plain stores to a word of its own, `light`, and
// no atomic read-modify-write at all. What makes this safe is that everybody else who wants
// something of a state that may be light (cancel it, claim it, sleep on it, be called back) first
// sets `attention` in `holders`, passes a heavy fence, and only then looks at `light`. The worker
// stores `light` first, passes a light fence, and then looks for attention. So
//   - at the start: either the other one sees that the task runs, and leaves its status alone, or
//     the worker sees attention, and starts the task by the compare-and-swap, as everybody does;
//   - at the end: either the other one sees that the task is finished, or the worker sees
//   attention,
//     finishes `word` as well, wakes and calls back.
// A state that is only light is never abandoned, because the waiter's own future is counted until
// the task is finished. Its token is dropped by finishing: `light` says so. For a moment `light`
// may say "running" of a task that is then found cancelled; `word`, when it is not pending, is what
// counts. Tasks submitted from outside the pool are not `local`, and nobody pays a fence for them:
// they have `attention` from the beginning, before anybody knows them, so that whoever tries the
// light way starts and finishes them as everybody does. A worker may have them in its deque, too.
// A thief does the same to what he steals, while the entries are his alone: who waits for many tasks
// of which half were stolen would pay a fence for each else.
//
// Memory order. Every step that publishes a result is a release (or the release half of acq_rel) on
// `word` or `light`, and load() and done() acquire both. token and abandoned are handed over by
// acq_rel steps on `word`, so the destroyer sees all that the others wrote. The count is released
// by acq_rel and its reading as "I am the only one" acquires: the handles that went before are
// behind us. A flag set by fetch_or is in the modification order of `word` before or after the
// finishing step: before, the finisher reads it in the same step; after, the setter reads
// `finished` in his.
#pragma once

#include <cstdint>

#include "futures/detail/memory.hpp"

namespace futures {

/// Where a future stands. `cancelled` and `finished` are final.
enum class future_state : std::uint8_t { pending, running, cancelled, finished };

namespace detail {

/// Who may know of the state, apart from its first future.
enum class kept_by {
  promise,  ///< nobody: a promise has a future of its own
  queue,    ///< an entry of a queue, whoever takes it out
  worker    ///< an entry of the deque of the worker that made it
};

template <class Memory>
class life_word {
 public:
  using bits = std::uint16_t;
  static constexpr bits status_mask = 3;  // a future_state
  static constexpr bits done_bit = 2;     // set in both final states
  static constexpr bits failed = 4;       // finished by an exception
  static constexpr bits token = 8;        // an entry of a queue has the task
  static constexpr bits local = 16;       // may be light
  static constexpr bits abandoned = 32;   // no future is left
  static constexpr bits waiters = 64;     // somebody sleeps on the word
  static constexpr bits callbacks = 128;  // there are callbacks to call
  static constexpr bits taken = 256;      // the value was moved out
  static constexpr bits observed = 512;   // the exception was fetched
  static constexpr bits attended = 1024;  // everybody has seen `attention`
  static constexpr bits followed = 2048;  // a worker waits that could not claim it

  /// The state of one future. `is_plain` notes that is_plain_and_over() may be true.
  explicit life_word(kept_by whom, bool is_plain = false) noexcept
      : word_(whom == kept_by::promise ? bits{0}
              : whom == kept_by::queue ? token
                                       : bits{token | local}),
        holders_(one_holder | (is_plain ? plain : 0) | (whom == kept_by::queue ? attention : 0)) {}

  /// From kept_by::worker to kept_by::queue, and back. Requires: nobody but the caller knows the
  /// state yet.
  void make_queued() noexcept {
    word_.store(token, std::memory_order_relaxed);
    holders_.store(holders_.load(std::memory_order_relaxed) | attention, std::memory_order_relaxed);
  }
  void make_local() noexcept {
    word_.store(token | local, std::memory_order_relaxed);
    holders_.store(holders_.load(std::memory_order_relaxed) & ~attention,
                   std::memory_order_relaxed);
  }

  /// Returns: `word`, with the status and `failed` of `light` where that is what counts.
  bits load() const noexcept {
    const bits word = word_.load(std::memory_order_acquire);
    if ((word & status_mask) != pending) return word;
    return static_cast<bits>(word | light_.load(std::memory_order_acquire));
  }
  bool done() const noexcept {
    return (light_.load(std::memory_order_acquire) & done_bit) != 0 ||
           (word_.load(std::memory_order_acquire) & done_bit) != 0;
  }
  /// Whether the state was finished by the light way, by a value that was not taken.
  bool is_light_and_over() const noexcept {
    return light_.load(std::memory_order_acquire) == finished;
  }
  /// Whether the state is finished, not failed, and its value not taken.
  bool has_value_to_read() const noexcept {
    return light_.load(std::memory_order_acquire) == finished ||
           (word_.load(std::memory_order_acquire) & (status_mask | failed | taken)) == finished;
  }
  future_state state() const noexcept { return status_of(load()); }
  static future_state status_of(bits word) noexcept {
    return static_cast<future_state>(word & status_mask);
  }
  static bool is_done(bits word) noexcept { return (word & done_bit) != 0; }

  /// The step from pending to running, for the owner of the token.
  /// Returns: whether this caller took it.
  bool start() noexcept { return leave_pending(running); }
  /// The same for somebody else.
  bool claim() noexcept { return attend() && leave_pending(running); }
  /// The step from pending to cancelled. Returns: whether this caller took it.
  bool cancel() noexcept { return attend() && leave_pending(cancelled); }

  /// Nobody starts the task lightly from here on, and who claims it needs no fence to know that.
  /// Requires: the caller owns the token, as he has just taken the entry out of another one's deque;
  /// so nobody else can be about to start it.
  void give_up_light() noexcept {
    if ((word_.load(std::memory_order_relaxed) & local) == 0) return;
    holders_.fetch_or(attention, std::memory_order_relaxed);
    word_.fetch_or(attended, std::memory_order_release);  // pairs with the acquire of attend()
  }
  /// For a worker that is about to wait for a task that runs elsewhere: finish() tells the one who
  /// runs it. Requires: a future of it.
  void follow() noexcept {
    if (!done()) word_.fetch_or(followed, std::memory_order_relaxed);
  }

  /// The light start. Requires: the caller owns the token and has a future.
  /// Returns: false when somebody else has an interest; then start() decides.
  bool start_light() noexcept {
    light_.store(running, std::memory_order_relaxed);
    Memory::light_fence();  // pairs with the heavy fence of attend()
    return !has_attention();
  }
  /// The light finish; drops the token. Returns: whether finish() must follow, for others.
  bool finish_light(bool by_exception) noexcept {
    light_.store(by_exception ? finished | failed : finished, std::memory_order_release);
    Memory::light_fence();  // pairs with the heavy fence of attend()
    return has_attention();
  }

  /// The step to finished; drops the token as well if the caller owns it, unless there are
  /// callbacks: they need the state. Returns: the word before.
  bits finish(bool by_exception, bool owns_token) noexcept {
    bits word = word_.load(std::memory_order_relaxed);
    for (;;) {
      bits next = static_cast<bits>(word | finished | (by_exception ? failed : 0));
      if (owns_token && (word & callbacks) == 0) next &= static_cast<bits>(~token);
      if (word_.compare_exchange_weak(word, next, std::memory_order_acq_rel,
                                      std::memory_order_relaxed))
        return word;
    }
  }

  /// Sets `waiters` or `callbacks` so that whoever makes the state done sees it.
  /// Returns: false when it is done: the flag may have been missed, and the caller looks after
  /// himself.
  bool set_flag(bits flag) noexcept {
    attend();
    const bits word = word_.fetch_or(flag, std::memory_order_acq_rel);
    return !is_done(word) && !is_done(light_.load(std::memory_order_acquire));
  }
  /// Sets `taken` or `observed`. Requires: done. Returns: the word before.
  bits mark(bits flag) noexcept {
    const bits before = word_.fetch_or(flag, std::memory_order_acq_rel);
    if (light_.load(std::memory_order_acquire) != 0)  // nobody else writes it any more
      light_.fetch_or(flag, std::memory_order_acq_rel);
    return before;
  }

  void add_holder() noexcept { holders_.fetch_add(one_holder, std::memory_order_relaxed); }
  /// Whether the caller's future is the only one, and nobody works on the state any more.
  bool unique() const noexcept {
    return (holders_.load(std::memory_order_acquire) & ~flags) == one_holder &&
           ((word_.load(std::memory_order_acquire) & token) == 0 ||
            (light_.load(std::memory_order_acquire) & done_bit) != 0);
  }
  /// Drops a future. Returns: whether the caller must destroy the state.
  bool drop_holder() noexcept {
    if (unique()) return true;
    if ((holders_.fetch_sub(one_holder, std::memory_order_acq_rel) & ~flags) != one_holder)
      return false;
    // `light` first: once the state is abandoned, the token's owner may destroy it. Without futures
    // nobody runs the task lightly any more, so it stays as it is.
    const bool light_is_over = (light_.load(std::memory_order_acquire) & done_bit) != 0;
    const bits word = word_.fetch_or(abandoned, std::memory_order_acq_rel);
    return light_is_over || (word & token) == 0;
  }
  /// Drops the token. Returns: whether the caller must destroy the state.
  bool drop_token() noexcept {
    return (word_.fetch_and(static_cast<bits>(~token), std::memory_order_acq_rel) & abandoned) != 0;
  }

  /// Whether the caller's future is the only one, the task was run by the light way and finished by
  /// a value, and it was noted that there is nothing to destroy.
  bool is_plain_and_over() const noexcept {
    return holders_.load(std::memory_order_acquire) == (one_holder | plain) &&
           light_.load(std::memory_order_acquire) == finished;
  }

  /// Makes a light state go the way of finish(), and lets is_plain_and_over() be false.
  void note_extras() noexcept { holders_.fetch_or(extras, std::memory_order_relaxed); }

  /// What waiters sleep on: the two words as one, and its value.
  void* sleeping_word() noexcept { return &word_; }
  std::uint32_t sleeping_value() const noexcept {
    return static_cast<std::uint32_t>(word_.load(std::memory_order_acquire)) |
           static_cast<std::uint32_t>(light_.load(std::memory_order_acquire)) << 16U;
  }

 private:
  static constexpr bits pending = static_cast<bits>(future_state::pending);
  static constexpr bits running = static_cast<bits>(future_state::running);
  static constexpr bits cancelled = static_cast<bits>(future_state::cancelled);
  static constexpr bits finished = static_cast<bits>(future_state::finished);
  static constexpr std::uint32_t attention = 1;   // in holders_: see "The light way"
  static constexpr std::uint32_t extras = 2;      // in holders_: see note_extras()
  static constexpr std::uint32_t plain = 4;       // in holders_: see is_plain_and_over()
  static constexpr std::uint32_t one_holder = 8;  // in holders_
  static constexpr std::uint32_t flags = attention | extras | plain;
  static_assert(pending == 0 && (finished & running) != 0 && (finished & done_bit) != 0 &&
                (cancelled & done_bit) != 0);

  bool has_attention() const noexcept {
    return (holders_.load(std::memory_order_relaxed) & (attention | extras)) != 0;
  }
  /// Makes the worker that may have the task lightly see the caller, or the caller see it.
  /// Returns: whether the status is decided by `word` alone.
  bool attend() noexcept {
    const bits word = word_.load(std::memory_order_acquire);
    if ((word & (local | attended)) != local || is_done(word)) return light_is_off();
    holders_.fetch_or(attention, std::memory_order_relaxed);
    Memory::heavy_fence();  // pairs with the light fences of start_light() and finish_light()
    word_.fetch_or(attended, std::memory_order_release);  // pairs with the acquire above
    return light_is_off();
  }
  bool light_is_off() const noexcept { return light_.load(std::memory_order_acquire) == 0; }

  bool leave_pending(bits target) noexcept {
    bits word = word_.load(std::memory_order_relaxed);
    while ((word & status_mask) == pending)
      if (word_.compare_exchange_weak(word, static_cast<bits>(word | target),
                                      std::memory_order_acq_rel, std::memory_order_relaxed))
        return true;
    return false;
  }

  template <class T>
  using atomic = typename Memory::template atomic<T>;
  alignas(4) atomic<bits> word_;
  atomic<bits> light_{0};  // a status, and `failed`
  atomic<std::uint32_t> holders_;
};

}  // namespace detail
}  // namespace futures
