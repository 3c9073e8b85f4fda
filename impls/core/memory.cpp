// SPDX-License-Identifier: MIT
// The heavy half of the asymmetric fences: membarrier(2).
#include "futures/detail/memory.hpp"

#include <linux/membarrier.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <mutex>

namespace futures::detail {
namespace {

#ifdef FUTURES_ASYMMETRIC_FENCES

bool membarrier(int command) noexcept { return syscall(SYS_membarrier, command, 0, 0) == 0; }

/// Registers the program with the kernel when it starts: with one thread that costs a microsecond,
/// later, with several, it waits for every processor, up to tens of milliseconds.
[[maybe_unused]] const bool registered = membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED);

/// Tries again if the program did not register, or lost it by fork(2).
bool run_barrier() noexcept {
  return membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED) ||
         (membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) &&
          membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED));
}

/// Where membarrier(2) is missing or forbidden:
/// taking a right from a page makes the kernel interrupt every processor that may have it cached.
void fence_by_protection() noexcept {
  static std::mutex one_at_a_time;
  static char* const page = static_cast<char*>(
      mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  const std::lock_guard lock(one_at_a_time);
  if (page == MAP_FAILED || mprotect(page, 4096, PROT_READ | PROT_WRITE) != 0) std::abort();
  *page = 1;  // so that the page is there, and cached
  if (mprotect(page, 4096, PROT_READ) != 0) std::abort();
}

#endif

}  // namespace

void hardware::relax() noexcept {
  static thread_local unsigned calls = 0;
  pause_cpu();
  if (++calls % 64 == 0) sched_yield();  // who is waited for may have lost the processor
}

void hardware::heavy_fence() noexcept {
#ifdef FUTURES_ASYMMETRIC_FENCES
  if (!run_barrier()) fence_by_protection();
#endif
  full_fence();
}

}  // namespace futures::detail
