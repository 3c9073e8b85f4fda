// SPDX-License-Identifier: MIT
// Looking again and again for a moment before sleeping.
#pragma once

#include <sched.h>

#include <chrono>

#include "futures/detail/memory.hpp"

namespace futures::detail {

/// Putting a thread to sleep and waking it costs 5 to 50 us, so to look for about as long costs at
/// most twice the best (Karlin et al., "Competitive randomized algorithms for nonuniform problems",
/// 1990, section on spinning versus blocking).
constexpr std::chrono::microseconds spin_time{20};

/// Calls `found` until it is true, for at most spin_time: at first without a break, then giving the
/// processor away in between, for the thread that is waited for may need it.
/// Returns: what `found` returned last.
template <class Found>
bool spin_until(Found found) noexcept {
  constexpr int looks_without_break = 100;  // about 2 us
  constexpr int looks_between_yields = 16;
  for (int look = 0; look < looks_without_break; ++look) {
    if (found()) return true;
    pause_cpu();
  }
  const auto limit = std::chrono::steady_clock::now() + spin_time;
  do {
    sched_yield();
    for (int look = 0; look < looks_between_yields; ++look) {
      if (found()) return true;
      pause_cpu();
    }
  } while (std::chrono::steady_clock::now() < limit);
  return found();
}

}  // namespace futures::detail
