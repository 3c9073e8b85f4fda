// SPDX-License-Identifier: MIT
// Where a benchmark's numbers come from.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "bench/plan.hpp"

namespace bench {

/// Whether the processors' clock may change under us: "no" when the governor of each is
/// "performance", "yes" when that of one is another, "unknown" when there is none to read, as on
/// most virtual machines. `cpus`: the folder of the kernel that has cpu0, cpu1, ...
std::string cpu_scaling(const std::filesystem::path& cpus = "/sys/devices/system/cpu");

/// reports::describe_machine(), and what only this program knows: `command`, `size`,
/// `repetitions`, `repetition_seconds`, `cpu_scaling`, `gates` (what was watched for
/// disturbances), `omp_wait_policy`, and the versions of
/// `google_benchmark`, `glibc`, `libstdcxx`, `onetbb` and `openmp` that it was built with.
/// Returns: all of these keys; the word "unknown" for what cannot be found out.
std::map<std::string, std::string> describe_run(const std::string& command, scale size,
                                                const effort& each);

}  // namespace bench
