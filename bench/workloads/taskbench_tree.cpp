// SPDX-License-Identifier: MIT
// taskbench_tree: each point needs its parent; the steps grow until they have 16 points.
#include "bench/task_bench_workload.hpp"

namespace bench {
namespace {

const workload_registration registered{task_bench::make_workload<task_bench::tree>(
    "taskbench_tree", "Task Bench: each point needs its parent, as in a broadcast",
    {stress::dependencies, stress::blocking, stress::computation})};

}  // namespace
}  // namespace bench
