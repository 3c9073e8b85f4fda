// SPDX-License-Identifier: MIT
// taskbench_all_to_all: each point needs all points of the step before: a barrier made of futures.
#include "bench/task_bench_workload.hpp"

namespace bench {
namespace {

const workload_registration registered{task_bench::make_workload<task_bench::all_to_all>(
    "taskbench_all_to_all", "Task Bench: each point needs all of the step before",
    {stress::dependencies, stress::blocking, stress::computation})};

}  // namespace
}  // namespace bench
