// SPDX-License-Identifier: MIT
// fib_small: the recursion of fib, small enough for backends that start a thread for each task.
#include "bench/recursive_fib.hpp"
#include "bench/workload.hpp"

namespace bench {
namespace {

const workload_registration registered{
    {.name = "fib_small",
     .summary = "fib with few tasks, so that a thread for each will do",
     .sizes = {.tiny = 5, .quick = 10, .full = 10},
     .labels = {stress::spawn_overhead, stress::blocking},
     .run = run_fib,
     .answer = fib,
     .tasks = fib_tasks,
     .serial = serial_fib}};

}  // namespace
}  // namespace bench
