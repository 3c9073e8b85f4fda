// SPDX-License-Identifier: MIT
// The parking protocol: workers without work sleep, and a task that comes wakes one of them.
//
// How it works. A worker that finds nothing to do searches for a moment and then sleeps. One word
// counts both kinds, and each worker has a bit that tells whether it sleeps. Who makes work wakes a
// sleeper only if there are fewer searchers than tasks, because a searcher will find one: so a
// flood of tasks costs a few system calls and not one each. Waking is giving a ticket: whoever
// clears a sleeper's bit moves it from sleeping to searching in the counts and writes its ticket,
// the word that it sleeps on. So a wake-up cannot be lost on its way, and the waker may choose whom
// to wake: best one that does not sleep on the waker's own processor.
//
// That work is never forgotten needs three arguments. Every path stores the work first and looks at
// the counts after.
// 1. Work made while a worker falls asleep. The worker sets its bit, counts itself as sleeping,
//    passes a heavy fence, and looks once more for work. Who made work passed a light fence in
//    between his store and his load: so he sees the sleeper in the counts, and then also its bit,
//    or the sleeper sees the work, and clears its bit itself, or, when somebody was faster, takes
//    the ticket that is under way.
// 2. Work made while somebody searches, and not announced for that reason. The last searcher that
//    finds something counts itself out by a read-modify-write and then calls for help if there is
//    work left. Who made the work saw the searcher in the counts after a full fence, so the
//    searcher's step comes later, and what it sees after that includes the work.
// 3. Work made by a worker while nobody sleeps needs no announcement, so the fast path is one load
//    after the light fence: a worker that falls asleep later is covered by the first argument. Only
//    when somebody sleeps, the full fence of the second is passed, and the counts are loaded again.
// A waker that sees a count and no bit has met another waker, which has cleared the bit and not yet
// counted it, and leaves it to that one.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "futures/detail/local_worker.hpp"
#include "futures/detail/memory.hpp"

namespace futures::reference {

/// `Sleep` supplies wait(word, value), which may return for no reason, and wake_one(word).
template <class Sleep, class Memory = detail::hardware>
class idle_workers {
 public:
  /// As many workers can be counted.
  static constexpr std::uint32_t most = detail::pool_word::sleeping;

  /// Requires: at most `most` workers, numbered from 0.
  explicit idle_workers(std::size_t workers)
      : asleep_((workers + bits_in_word - 1) / bits_in_word), tickets_(workers) {}

  /// Sets flags of pool_word, for good.
  void set(std::uint32_t flags) noexcept { word_.fetch_or(flags, std::memory_order_seq_cst); }
  bool is(std::uint32_t flag) const noexcept {
    return (word_.load(std::memory_order_seq_cst) & flag) != 0;
  }
  const auto& word() const noexcept { return word_; }

  std::uint32_t sleeping() const noexcept {
    return sleeping_of(word_.load(std::memory_order_seq_cst));
  }

  /// After work was stored by a worker that goes on: wakes a sleeper if there is need.
  /// `work` is how much there is now, at least 1; `liked(i)` tells whether to prefer worker i.
  template <class Liked>
  void announce(std::size_t work, Liked&& liked) noexcept {
    Memory::light_fence();  // pairs with the heavy fence of park()
    if (sleeping_of(word_.load(std::memory_order_relaxed)) != 0) announce_outside(work, liked);
  }
  /// The same after work was stored by any thread.
  template <class Liked>
  void announce_outside(std::size_t work, Liked&& liked) noexcept {
    Memory::full_fence();  // pairs with the read-modify-write of end_search()
    const auto counts = word_.load(std::memory_order_relaxed);
    if (sleeping_of(counts) != 0 && searching_of(counts) < work) wake_one(liked);
  }

  /// The caller has nothing to do. Returns: whether somebody else searches already.
  bool begin_search() noexcept {
    return searching_of(word_.fetch_add(one_searching, std::memory_order_seq_cst)) != 0;
  }
  /// The caller, a searcher, has found work. `more` tells whether there is work left, for others.
  template <class More, class Liked>
  void end_search(More&& more, Liked&& liked) noexcept {
    const auto counts = word_.fetch_sub(one_searching, std::memory_order_seq_cst);
    Memory::full_fence();
    if (sleeping_of(counts) != 0 && searching_of(counts) == 1 && more()) wake_one(liked);
  }

  /// The caller, worker i and a searcher, has found nothing and sleeps until it gets a ticket,
  /// unless `more` sees work. It is a searcher again when this returns. `asleep` is called in
  /// between, when the caller is counted as sleeping.
  template <class More, class Asleep>
  void park(std::size_t i, More&& more, Asleep&& asleep) {
    bits_of(i).fetch_or(bit_of(i), std::memory_order_seq_cst);
    word_.fetch_add(one_sleeping - one_searching, std::memory_order_seq_cst);
    Memory::heavy_fence();  // pairs with the light fence of announce()
    asleep();
    if (more() && take_from_sleepers(i)) return;
    while (tickets_[i].load(std::memory_order_acquire) == 0) Sleep::wait(tickets_[i], 0);
    tickets_[i].store(0,
                      std::memory_order_relaxed);  // the next one is written after the bit is set
  }

  /// Gives every sleeper a ticket.
  void wake_all() noexcept {
    while (sleeping() != 0) wake_one([](std::size_t) { return true; });
  }

 private:
  static constexpr std::size_t bits_in_word = 64;
  static constexpr std::uint32_t one_sleeping = 1;
  static constexpr std::uint32_t one_searching = most + 1;
  static std::uint32_t sleeping_of(std::uint32_t counts) noexcept { return counts & most; }
  static std::uint32_t searching_of(std::uint32_t counts) noexcept {
    return counts / one_searching & most;
  }
  auto& bits_of(std::size_t i) noexcept { return asleep_[i / bits_in_word]; }
  static std::uint64_t bit_of(std::size_t i) noexcept {
    return std::uint64_t{1} << (i % bits_in_word);
  }

  /// Moves worker i from sleeping to searching. Returns: false when it does not sleep any more.
  bool take_from_sleepers(std::size_t i) noexcept {
    if ((bits_of(i).fetch_and(~bit_of(i), std::memory_order_seq_cst) & bit_of(i)) == 0)
      return false;
    word_.fetch_add(one_searching - one_sleeping, std::memory_order_seq_cst);
    return true;
  }
  bool give_ticket(std::size_t i) noexcept {
    if (!take_from_sleepers(i)) return false;
    tickets_[i].store(1, std::memory_order_release);  // pairs with park()
    Sleep::wake_one(tickets_[i]);
    return true;
  }
  template <class Liked>
  void wake_one(Liked&& liked) noexcept {
    if (!wake_one_of(liked)) wake_one_of([](std::size_t) { return true; });
  }
  /// Returns: whether it woke somebody.
  template <class Chosen>
  bool wake_one_of(Chosen&& chosen) noexcept {
    for (std::size_t word = 0; word < asleep_.size(); ++word)
      for (auto bits = asleep_[word].load(std::memory_order_seq_cst); bits != 0; bits &= bits - 1) {
        const auto i = word * bits_in_word + static_cast<std::size_t>(std::countr_zero(bits));
        if (chosen(i) && give_ticket(i)) return true;
      }
    return false;
  }

  template <class T>
  using atomic = typename Memory::template atomic<T>;
  alignas(64) atomic<std::uint32_t> word_{0};
  std::vector<atomic<std::uint64_t>> asleep_;  // a bit a worker
  std::vector<atomic<std::uint32_t>> tickets_;
};

}  // namespace futures::reference
