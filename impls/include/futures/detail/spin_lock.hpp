// SPDX-License-Identifier: MIT
// A lock for a few instructions: who finds it taken looks again until it is free.
#pragma once

#include "futures/detail/memory.hpp"

namespace futures::detail {

/// Usable with std::lock_guard.
template <class Memory = hardware>
class spin_lock {
 public:
  bool try_lock() noexcept { return !taken_.exchange(true, std::memory_order_acquire); }
  void lock() noexcept {
    while (!try_lock())
      while (taken_.load(std::memory_order_relaxed)) Memory::relax();  // try_lock() acquires
  }
  void unlock() noexcept { taken_.store(false, std::memory_order_release); }

 private:
  typename Memory::template atomic<bool> taken_{false};
};

}  // namespace futures::detail
