// SPDX-License-Identifier: MIT
// Where the idle workers of a pool wait: one listens to the socket of calls, the others sleep.
//
// How it works. If all idle workers slept on the socket, each call would wake one of them, even
// while another one, which is still awake, takes the call: two wake-ups for one call. So there is
// one seat for a listener, in memory that all processes of the pool share, and who finds it taken
// sleeps beside it ("leader and followers": Schmidt, O'Ryan, Pyarali, Kircher and Buschmann, 2000).
//
// No call may wait while a worker sleeps and nobody listens. Whoever puts a call into the socket
// looks afterwards whether the seat is empty and somebody sleeps, and wakes one. Whoever has taken
// a call, from the seat, which it leaves first, or as it came by, does the same if the socket has
// another: so of several calls that came together each taker wakes the next. A worker says that it
// is about to sleep, and looks afterwards whether the seat is taken.
// Each of them first writes, then reads what the others write, and all of that is sequentially
// consistent: so of two that miss each other, one sees the other. The socket counts as written and
// read, too: the kernel orders its users by a lock, and what follows begins with a write.
//
// A worker that dies in the seat breaks its pool, as any that dies does, and the seat stays taken:
// at the end of a pool nobody sleeps beside it any more.
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

#include "futures/detail/memory.hpp"
#include "reference/process/descriptor.hpp"

namespace futures::reference {

/// `Sleep` supplies wait(word, value), which may return for no reason, wake_one(word) and
/// wake_all(word), between processes.
template <class Sleep, class Memory = detail::hardware>
class seats_for_idle {
 public:
  /// Takes the listener's seat, or sleeps until it may be empty. Returns: whether it was taken.
  bool sit_down() noexcept {
    if (taken_.exchange(1) == 0) return true;
    sleeping_.fetch_add(1);
    const auto bell = bell_.load();
    if (taken_.load() != 0 && over_.load() == 0) Sleep::wait(bell_, bell);
    sleeping_.fetch_sub(1);
    return false;
  }
  /// Leaves the listener's seat.
  void stand_up() noexcept { taken_.store(0); }

  /// After a call was taken; `has_another` tells whether there is one more.
  template <class HasAnother>
  void on_taken(HasAnother&& has_another) noexcept {
    if (nobody_listens() && has_another()) wake_one();
  }
  /// After a call was sent.
  void on_sent() noexcept {
    if (nobody_listens()) wake_one();
  }
  /// After the last call was sent.
  void wake_all() noexcept {
    over_.store(1);
    bell_.fetch_add(1);
    Sleep::wake_all(bell_);
  }

 private:
  /// Whether somebody sleeps, and the seat is empty. Begins with a write, so that it comes after
  /// what the caller has done.
  bool nobody_listens() noexcept { return sleeping_.fetch_add(0) != 0 && taken_.load() == 0; }
  void wake_one() noexcept {
    bell_.fetch_add(1);
    Sleep::wake_one(bell_);
  }

  template <class T>
  using atomic = typename Memory::template atomic<T>;
  atomic<std::uint32_t> taken_{0};
  atomic<std::uint32_t> sleeping_{0};
  atomic<std::uint32_t> bell_{0};
  atomic<std::uint32_t> over_{0};
};

/// The kernel's futex on a word that processes share.
struct sleep_between_processes {
  static void wait(std::atomic<std::uint32_t>& word, std::uint32_t value) noexcept;
  static void wake_one(std::atomic<std::uint32_t>& word) noexcept;
  static void wake_all(std::atomic<std::uint32_t>& word) noexcept;
};

using idle_seats = seats_for_idle<sleep_between_processes>;

/// A mapping of memory with seats, which processes share.
class shared_seats {
 public:
  shared_seats() noexcept = default;
  /// New ones, and the descriptor by which another process gets them. Throws: std::system_error.
  static std::pair<shared_seats, descriptor> make();
  /// Those of another process; empty when that fails, with errno.
  explicit shared_seats(const descriptor& memory) noexcept;
  shared_seats(shared_seats&& other) noexcept : seats_(std::exchange(other.seats_, nullptr)) {}
  shared_seats& operator=(shared_seats&& other) noexcept {
    std::swap(seats_, other.seats_);
    return *this;
  }
  ~shared_seats();

  idle_seats* get() const noexcept { return seats_; }
  idle_seats* operator->() const noexcept { return seats_; }

 private:
  idle_seats* seats_ = nullptr;
};

}  // namespace futures::reference
