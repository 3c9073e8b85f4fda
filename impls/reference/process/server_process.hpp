// SPDX-License-Identifier: MIT
// What the fork server's process does.
#pragma once

namespace futures::reference {

/// Serves requests until the other end of the socket is closed. Requires: a process of its own,
/// with one thread.
[[noreturn]] void run_fork_server(int requests) noexcept;

}  // namespace futures::reference
