// SPDX-License-Identifier: MIT
// The parking protocol: workers without work sleep, and a task that comes wakes one of them.
//
// How it works. A worker that finds nothing to do searches for a moment and then sleeps. One word
// counts both kinds. Who makes work wakes a sleeper only if nobody searches, because a searcher
// will find it: so a flood of tasks costs a few system calls and not one each. Waking is giving a
// ticket: the waker moves one from sleeping to searching in the counts, and whoever takes the
// ticket out of the semaphore is the one. So the counts are right at every moment, and a wake-up
// cannot be lost on its way.
//
// That work is never forgotten needs three arguments. Every path stores the work first and looks at
// the counts after.
// 1. Work made while a worker falls asleep. The worker counts itself as sleeping, passes a heavy
//    fence, and looks once more for work. Who made work passed a light fence in between his store
//    and his load: so he sees the sleeper, or the sleeper sees the work, and takes himself back
//    from the sleepers, or, when his ticket is under way already, takes that.
// 2. Work made while somebody searches, and not announced for that reason. A searcher that finds
//    something counts itself out by a read-modify-write and then calls for help if there is work
//    left. Who made the work saw the searcher in the counts after a full fence, so the searcher's
//    step comes later, and what it sees after that includes the work.
// 3. Work made by a worker while nobody sleeps needs no announcement, so the fast path is one load
//    after the light fence: a worker that falls asleep later is covered by the first argument. Only
//    when somebody sleeps, the full fence of the second is passed, and the counts are loaded again.
#pragma once

#include <cstdint>

#include "futures/detail/local_worker.hpp"
#include "futures/detail/memory.hpp"

namespace futures::reference {

/// `Sleep` supplies wait(word, value), which may return for no reason, and wake_one(word).
template <class Sleep, class Memory = detail::hardware>
class idle_workers {
 public:
  /// As many workers can be counted.
  static constexpr std::uint32_t most = detail::pool_word::sleeping;

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
  void announce() noexcept {
    Memory::light_fence();  // pairs with the heavy fence of park()
    if (sleeping_of(word_.load(std::memory_order_relaxed)) != 0) announce_outside();
  }
  /// The same after work was stored by any thread.
  void announce_outside() noexcept {
    Memory::full_fence();  // pairs with the read-modify-write of end_search()
    auto counts = word_.load(std::memory_order_relaxed);
    while (sleeping_of(counts) != 0 && searching_of(counts) == 0)
      if (give_ticket(counts)) return;
  }

  /// The caller has nothing to do. Returns: whether somebody else searches already.
  bool begin_search() noexcept {
    return searching_of(word_.fetch_add(one_searching, std::memory_order_seq_cst)) != 0;
  }
  /// The caller, a searcher, has found work. `more` tells whether there is work left, for others.
  template <class More>
  void end_search(More&& more) noexcept {
    const auto counts = word_.fetch_sub(one_searching, std::memory_order_seq_cst);
    Memory::full_fence();
    if (sleeping_of(counts) != 0 && searching_of(counts) == 1 && more()) announce_outside();
  }

  /// The caller, a searcher, has found nothing and sleeps until it gets a ticket, unless `more`
  /// sees work. It is a searcher again when this returns. `asleep` is called in between, when the
  /// caller is counted as sleeping.
  template <class More, class Asleep>
  void park(More&& more, Asleep&& asleep) {
    word_.fetch_add(one_sleeping - one_searching, std::memory_order_seq_cst);
    Memory::heavy_fence();  // pairs with the light fence of announce()
    asleep();
    if (more() && take_back()) return;
    take_ticket();
  }

  /// Gives every sleeper a ticket.
  void wake_all() noexcept {
    auto counts = word_.load(std::memory_order_seq_cst);
    while (sleeping_of(counts) != 0)
      if (give_ticket(counts)) counts = word_.load(std::memory_order_seq_cst);
  }

 private:
  static constexpr std::uint32_t one_sleeping = 1;
  static constexpr std::uint32_t one_searching = most + 1;
  static std::uint32_t sleeping_of(std::uint32_t counts) noexcept { return counts & most; }
  static std::uint32_t searching_of(std::uint32_t counts) noexcept {
    return counts / one_searching;
  }

  /// Moves one from sleeping to searching. On failure `counts` is loaded anew.
  bool give_ticket(std::uint32_t& counts) noexcept {
    if (!word_.compare_exchange_weak(counts, counts - one_sleeping + one_searching,
                                     std::memory_order_seq_cst))
      return false;
    tickets_.fetch_add(1, std::memory_order_release);  // pairs with take_ticket()
    Sleep::wake_one(tickets_);
    return true;
  }
  /// Stops being a sleeper without a ticket. Returns: false when one is under way to every sleeper.
  bool take_back() noexcept {
    auto counts = word_.load(std::memory_order_seq_cst);
    while (sleeping_of(counts) != 0)
      if (word_.compare_exchange_weak(counts, counts - one_sleeping + one_searching,
                                      std::memory_order_seq_cst))
        return true;
    return false;
  }
  void take_ticket() {
    auto tickets = tickets_.load(std::memory_order_relaxed);
    for (;;) {
      if (tickets == 0) {
        Sleep::wait(tickets_, 0);
        tickets = tickets_.load(std::memory_order_relaxed);
      } else if (tickets_.compare_exchange_weak(tickets, tickets - 1, std::memory_order_acquire,
                                                std::memory_order_relaxed)) {
        return;
      }
    }
  }

  alignas(64) typename Memory::template atomic<std::uint32_t> word_{0};
  typename Memory::template atomic<std::uint32_t> tickets_{0};
};

}  // namespace futures::reference
