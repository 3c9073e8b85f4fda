// SPDX-License-Identifier: MIT
// taskbench_trivial: tasks of some microseconds that need no other, in the frame of the other
// patterns.
#include "bench/task_bench_workload.hpp"

namespace bench {
namespace {

const workload_registration registered{task_bench::make_workload<task_bench::trivial>(
    "taskbench_trivial", "Task Bench: 16 x N points, none needs another: grain",
    {stress::computation, stress::spawn_overhead})};

}  // namespace
}  // namespace bench
