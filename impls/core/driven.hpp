// SPDX-License-Identifier: MIT
// The executors whose tasks run only when this thread says so.
#pragma once

namespace futures {

class executor;

namespace detail {

/// An entry of the list below.
struct driven_executor {
  const executor* home;
  driven_executor* next;
};

inline constinit thread_local driven_executor* driven_here = nullptr;

/// Looks at no executor: it may be gone.
inline bool is_driven_here(const executor* home) noexcept {
  for (const auto* each = driven_here; each != nullptr; each = each->next)
    if (each->home == home) return true;
  return false;
}

}  // namespace detail
}  // namespace futures
