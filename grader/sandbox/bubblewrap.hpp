// SPDX-License-Identifier: MIT
// The command line that shuts a program in.
#pragma once

#include <string>
#include <vector>

#include "grader/sandbox/sandbox.hpp"

namespace sandbox {

/// The arguments for bwrap(1), program and all: own user, pid, ipc, net and uts namespaces, no
/// capability, an empty environment, /usr read-only, everything else fresh and in memory.
std::vector<std::string> bubblewrap_command(const job& what);

}  // namespace sandbox
