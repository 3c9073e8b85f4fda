// SPDX-License-Identifier: MIT
// Gives up what no solution needs: new processes, other programs, sockets, the kernel's odd
// corners.
#pragma once

namespace runtime {

/// From here on this thread, and all that it starts, may make the system calls of allowed_calls.hpp
/// alone. A forbidden one is held until whoever has the descriptor that this returns answers it,
/// with an error, or ends the process: see seccomp_unotify(2). Where another supervisor holds that
/// place already this returns -1, and what is forbidden ends the process by SIGSYS.
/// Throws: std::runtime_error when the filter cannot be installed.
int lock_down();

}  // namespace runtime
