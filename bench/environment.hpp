// SPDX-License-Identifier: MIT
// Where a benchmark's numbers come from.
#pragma once

#include <map>
#include <string>

#include "bench/plan.hpp"

namespace bench {

/// reports::describe_machine(), and what only this program knows: `command`, `size`,
/// `repetitions`, `repetition_seconds`, `cpu_scaling` (yes, no), `gates` (what was watched for
/// disturbances), `omp_wait_policy`, and the versions of
/// `google_benchmark`, `glibc`, `libstdcxx`, `onetbb` and `openmp` that it was built with.
/// Returns: all of these keys; the word "unknown" for what cannot be found out.
std::map<std::string, std::string> describe_run(const std::string& command, scale size,
                                                const effort& each);

}  // namespace bench
