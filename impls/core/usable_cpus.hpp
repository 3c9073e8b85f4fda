// SPDX-License-Identifier: MIT
// How many processors this process can keep busy.
#pragma once

#include <cstddef>
#include <filesystem>

namespace futures::detail {

/// Those that its threads may run on, or fewer where a control group limits its time: the quota of
/// its own group and of each above, in processors, rounded up. At least 1.
/// `root` is where proc and sys are; tests have their own. Source: the kernel's
/// admin-guide/cgroup-v2.rst (cpu.max) and scheduler/sched-bwc.rst (cpu.cfs_quota_us).
std::size_t usable_cpus(const std::filesystem::path& root = "/");

}  // namespace futures::detail
