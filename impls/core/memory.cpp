// SPDX-License-Identifier: MIT
// The heavy half of the asymmetric fences: membarrier(2).
#include "futures/detail/memory.hpp"

#include <linux/membarrier.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <mutex>

namespace futures::detail {
namespace {

bool membarrier(int command) noexcept { return syscall(SYS_membarrier, command, 0, 0) == 0; }

#ifdef __SANITIZE_THREAD__
constexpr bool wanted = false;  // ThreadSanitizer knows nothing of membarrier
#else
constexpr bool wanted = true;
#endif

[[maybe_unused]] const bool registered = [] {
  const bool offered = wanted && membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED);
  hardware::asymmetric.store(offered, std::memory_order_relaxed);  // see its declaration
  return offered;
}();

/// For a program that took membarrier(2) away from itself, by a seccomp filter, after the start:
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

}  // namespace

void hardware::heavy_fence() noexcept {
  if (asymmetric.load(std::memory_order_relaxed) && !membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED) &&
      !(membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) &&  // after fork(2)
        membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED)))
    fence_by_protection();
  full_fence();
}

}  // namespace futures::detail
