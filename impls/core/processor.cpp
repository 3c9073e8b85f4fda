// SPDX-License-Identifier: MIT
// Giving the processor away, and moving to another one.
#include "core/processor.hpp"

#include <chrono>

namespace futures::detail {

bool leave_processor_to_others() noexcept {
  constexpr std::chrono::microseconds alone{2};  // without another thread it takes 0.3 us
  const auto start = std::chrono::steady_clock::now();
  sched_yield();
  return std::chrono::steady_clock::now() - start > alone;
}

bool move_off(const cpu_set_t& taken) noexcept {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return false;
  cpu_set_t others;
  CPU_XOR(&others, &allowed, &taken);
  CPU_AND(&others, &others, &allowed);  // those allowed and not taken
  if (CPU_COUNT(&others) == 0 || sched_setaffinity(0, sizeof others, &others) != 0) return false;
  sched_setaffinity(0, sizeof allowed, &allowed);
  return true;
}

}  // namespace futures::detail
