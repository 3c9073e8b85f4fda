// SPDX-License-Identifier: MIT
// How long an operation takes where time is measured.
#pragma once

#include <chrono>

namespace judge {

/// Of a processor; in virtual time it takes steps.
inline constexpr std::chrono::nanoseconds real_operation_time{2'500'000};

}  // namespace judge
