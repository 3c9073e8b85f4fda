// SPDX-License-Identifier: MIT
// Where numbers come from: the machine, the compiler and the commit of this build.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

namespace reports {

/// The processors that this process may run on; empty when the kernel does not tell.
std::optional<std::size_t> usable_cpus();

/// What a record says about its machine and its build: `cpu`, `cores`, `memory_mib`, `kernel`,
/// `hypervisor`, `load_average`, `utc_time`, `compiler`, `build_type`, `flags` and `commit`.
/// Returns: all of these keys; the word "unknown" for what cannot be found out.
std::map<std::string, std::string> describe_machine();

}  // namespace reports
