// SPDX-License-Identifier: MIT
// What this process uses: processor time and memory.
#pragma once

#include <cstdint>

namespace bench::overhead {

/// Of all threads, since the start of the process, in and out of the kernel.
double process_cpu_seconds();

/// Memory that this process has touched and not given back.
/// Throws: std::runtime_error when the kernel does not tell.
std::int64_t resident_bytes();
/// The same, after malloc gave back what it keeps for later.
std::int64_t resident_bytes_after_trim();

}  // namespace bench::overhead
