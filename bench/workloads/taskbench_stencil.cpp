// SPDX-License-Identifier: MIT
// taskbench_stencil: each point needs itself and its two neighbours, as in a heat equation.
#include "bench/task_bench_workload.hpp"

namespace bench {
namespace {

const workload_registration registered{task_bench::make_workload<task_bench::stencil>(
    "taskbench_stencil", "Task Bench: each point needs its neighbours of the step before",
    {stress::dependencies, stress::blocking, stress::computation})};

}  // namespace
}  // namespace bench
