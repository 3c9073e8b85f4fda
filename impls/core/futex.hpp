// SPDX-License-Identifier: MIT
// Sleeping on a 32-bit word until somebody changes it: futex(2).
#pragma once

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <climits>
#include <cstdint>
#include <ctime>

namespace futures::detail {

/// Sleeps while the 32 bits at `word` are `expected`, at most until `limit` (none when null).
/// Spurious wake-ups happen: callers check and loop.
inline void futex_wait(void* word, std::uint32_t expected,
                       const std::chrono::steady_clock::time_point* limit = nullptr) noexcept {
  timespec absolute{};
  if (limit != nullptr) {  // steady_clock is CLOCK_MONOTONIC, the clock of FUTEX_WAIT_BITSET
    const auto since_epoch = limit->time_since_epoch();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(since_epoch);
    absolute.tv_sec = static_cast<time_t>(seconds.count());
    absolute.tv_nsec = static_cast<long>((since_epoch - seconds).count());
  }
  syscall(SYS_futex, word, FUTEX_WAIT_BITSET_PRIVATE, expected,
          limit != nullptr ? &absolute : nullptr, nullptr, FUTEX_BITSET_MATCH_ANY);
}

/// Wakes everybody who sleeps on `word`.
inline void futex_wake_all(void* word) noexcept {
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
}

/// Wakes one of those who sleep on `word`.
inline void futex_wake_one(void* word) noexcept {
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

inline void futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t expected,
                       const std::chrono::steady_clock::time_point* limit = nullptr) noexcept {
  futex_wait(static_cast<void*>(&word), expected, limit);
}
inline void futex_wake_all(std::atomic<std::uint32_t>& word) noexcept {
  futex_wake_all(static_cast<void*>(&word));
}
inline void futex_wake_one(std::atomic<std::uint32_t>& word) noexcept {
  futex_wake_one(static_cast<void*>(&word));
}

}  // namespace futures::detail
