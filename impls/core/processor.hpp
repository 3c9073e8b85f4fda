// SPDX-License-Identifier: MIT
// Which processor a thread runs on, and moving it to another one.
#pragma once

#include <sched.h>

namespace futures::detail {

/// Gives the processor away once, to a thread that waits for it.
/// Returns: whether there seems to have been one; it may be the one that the caller waits for.
bool leave_processor_to_others() noexcept;

/// Moves the caller to a processor that it may use and that is not in `taken`, if there is one. It
/// may use the same processors after it as before. Cost: 10 to 50 us. Returns: whether it moved.
bool move_off(const cpu_set_t& taken) noexcept;

}  // namespace futures::detail
