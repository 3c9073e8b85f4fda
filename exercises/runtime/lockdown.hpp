// SPDX-License-Identifier: MIT
// Gives up what no solution needs: new processes, other programs, sockets, the kernel's odd
// corners.
#pragma once

namespace runtime {

/// From here on the process may start threads but no processes; what is forbidden ends it by
/// SIGSYS. Throws: std::runtime_error when the filter cannot be installed.
void lock_down();

}  // namespace runtime
