// SPDX-License-Identifier: MIT
// fib: recursion by nested futures, each call a task, without a cut-off.
#include "bench/recursive_fib.hpp"
#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

std::optional<std::string> refusal(const futures::backend& where, std::int64_t n) {
  auto reason = too_many_threads(where, fib_tasks(n));
  if (reason) *reason += "; see fib_small";
  return reason;
}

const workload_registration registered{
    {.name = "fib",
     .summary = "recursive Fibonacci, each call a task that waits for two: nesting",
     .sizes = {.tiny = 7, .quick = 20, .full = 27},
     .labels = {stress::spawn_overhead, stress::blocking},
     .run = run_fib,
     .answer = fib,
     .tasks = fib_tasks,
     .refusal = refusal,
     .serial = serial_fib}};

}  // namespace
}  // namespace bench
