// SPDX-License-Identifier: MIT
// The machine that the lock-free parts run on: its atomics and its fences.
//
// How it works. The parts take it as a template parameter, so that their tests can put a model of a
// machine in its place and try every interleaving. An asymmetric pair of fences makes the frequent
// side of a store-load race free: when one thread passes a light fence and another a heavy one, at
// least one of them sees what the other stored before. The light fence only keeps the compiler from
// reordering; the heavy one makes the kernel run a barrier on every processor that runs this
// program (membarrier(2); the same idea as P1202, "Asymmetric thread fence"). Where the compiler
// alone cannot keep stores and loads apart, on other machines than x86 and under ThreadSanitizer,
// both are full fences.
#pragma once

#include <atomic>

#if (defined(__x86_64__) || defined(__i386__)) && !defined(__SANITIZE_THREAD__)
#define FUTURES_ASYMMETRIC_FENCES
#endif

namespace futures::detail {

struct hardware {
  template <class T>
  using atomic = std::atomic<T>;

  /// The cheap half of an asymmetric pair.
  static void light_fence() noexcept {
#ifdef FUTURES_ASYMMETRIC_FENCES
    std::atomic_signal_fence(std::memory_order_seq_cst);
#else
    full_fence();
#endif
  }
  /// The dear half: 0.4 us when no other thread of the program runs, about 10 us when one does.
  static void heavy_fence() noexcept;
  static void full_fence() noexcept {
#ifdef __SANITIZE_THREAD__  // knows no fences, but read-modify-writes
    static std::atomic<int> word{0};
    word.fetch_add(0, std::memory_order_seq_cst);
#else
    std::atomic_thread_fence(std::memory_order_seq_cst);
#endif
  }
  /// In a loop that waits for another thread.
  static void relax() noexcept;
};

inline void pause_cpu() noexcept {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#endif
}

}  // namespace futures::detail
