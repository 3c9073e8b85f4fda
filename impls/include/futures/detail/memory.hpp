// SPDX-License-Identifier: MIT
// The machine that the lock-free parts run on: its atomics and its fences.
//
// How it works. The parts take it as a template parameter, so that their tests can put a model of a
// machine in its place and try every interleaving. An asymmetric pair of fences makes the frequent
// side of a store-load race free: when one thread passes a light fence and another a heavy one, at
// least one of them sees what the other stored before. The light fence only keeps the compiler from
// reordering; the heavy one makes the kernel run a barrier on every processor that runs this
// program (membarrier(2); the same idea as P1202, "Asymmetric thread fence"). Where the kernel
// offers no such call both are full fences.
#pragma once

#include <atomic>

namespace futures::detail {

struct hardware {
  template <class T>
  using atomic = std::atomic<T>;

  /// The cheap half of an asymmetric pair.
  static void light_fence() noexcept {
    if (asymmetric.load(std::memory_order_relaxed)) [[likely]]
      std::atomic_signal_fence(std::memory_order_seq_cst);
    else
      std::atomic_thread_fence(std::memory_order_seq_cst);
  }
  /// The dear half: 0.4 us when no other thread of the program runs, about 10 us when one does.
  static void heavy_fence() noexcept;
  static void full_fence() noexcept { std::atomic_thread_fence(std::memory_order_seq_cst); }
  /// What is missing to a full fence after a sequentially consistent read-modify-write.
  static void fence_after_rmw() noexcept {
#if defined(__x86_64__) || defined(__i386__)
    std::atomic_signal_fence(std::memory_order_seq_cst);  // a locked instruction is a full fence
#else
    full_fence();
#endif
  }

  /// Set once, at the program's start, if the kernel runs barriers for us. Relaxed: a light fence
  /// that does not see it yet is a full one.
  static inline std::atomic<bool> asymmetric{false};
};

inline void pause_cpu() noexcept {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#endif
}

}  // namespace futures::detail
