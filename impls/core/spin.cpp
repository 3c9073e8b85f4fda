// SPDX-License-Identifier: MIT
// Giving the processor away, and moving to another one.
#include "core/spin.hpp"

#include <sched.h>

namespace futures::detail {

bool leave_processor_to_others() noexcept {
  constexpr std::chrono::microseconds alone{2};  // without another thread it takes 0.3 us
  const auto start = std::chrono::steady_clock::now();
  sched_yield();
  return std::chrono::steady_clock::now() - start > alone;
}

void move_to_another_processor() noexcept {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  auto others = allowed;
  CPU_CLR(static_cast<unsigned>(sched_getcpu()), &others);
  if (CPU_COUNT(&others) == 0 || sched_setaffinity(0, sizeof others, &others) != 0) return;
  sched_setaffinity(0, sizeof allowed, &allowed);
}

}  // namespace futures::detail
