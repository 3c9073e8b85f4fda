// SPDX-License-Identifier: MIT
// taskbench_fft: each point needs two others, whose distance doubles from step to step.
#include "bench/task_bench_workload.hpp"

namespace bench {
namespace {

const workload_registration registered{task_bench::make_workload<task_bench::fft>(
    "taskbench_fft", "Task Bench: each point needs those at a distance that doubles",
    {stress::dependencies, stress::blocking, stress::computation})};

}  // namespace
}  // namespace bench
