// SPDX-License-Identifier: MIT
// Looking again and again for a moment before sleeping.
#pragma once

#include <chrono>
#include <utility>

#include "core/processor.hpp"
#include "futures/detail/memory.hpp"

namespace futures::detail {

/// Putting a thread to sleep and waking it costs 5 to 50 us, so to look for about as long costs at
/// most twice the best (Karlin, Manasse, McGeoch and Owicki, "Competitive randomized algorithms for
/// nonuniform problems", SODA 1990: spinning and blocking).
constexpr std::chrono::microseconds spin_time{20};
/// What another processor needs to do something small and say so, thrice: were the wait cut short
/// by leaving the processor, which takes as long, the next would come too late as well.
constexpr std::chrono::nanoseconds first_spin_time{1000};

/// Set by a thread that wakes another one, and by one that was woken from a long sleep: the two may
/// have to run on the same processor, and what they do next takes longer than first_spin_time.
inline constinit thread_local bool may_share_processor = false;

/// Calls `found` until it is true, for at most spin_time. In between it leaves the processor to
/// others once; if there are any, it calls `shared`, and goes on only if that returns true, for a
/// spinning thread would take the time of the one that it waits for.
/// Returns: what `found` returned last.
template <class Found, class Shared>
bool spin_until(Found found, Shared shared) {
  constexpr int looks_between_clocks = 16;  // about a quarter of a microsecond
  const auto start = std::chrono::steady_clock::now();
  const auto look_until = [&](auto limit) {
    do {
      for (int look = 0; look < looks_between_clocks; ++look) {
        if (found()) return true;
        pause_cpu();
      }
    } while (std::chrono::steady_clock::now() < limit);
    return false;
  };
  if (!std::exchange(may_share_processor, false) && look_until(start + first_spin_time))
    return true;
  if (leave_processor_to_others() && !shared()) return found();
  return look_until(start + spin_time);
}
template <class Found>
bool spin_until(Found found) {
  return spin_until(found, [] { return false; });
}

}  // namespace futures::detail
