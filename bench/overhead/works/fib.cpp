// SPDX-License-Identifier: MIT
// fib: recursion by nested tasks, each call a task, without a cut-off.
#include "bench/overhead/work.hpp"
#include "bench/recursive_fib.hpp"

namespace bench::overhead {
namespace {

leg measure(pool& on, std::int64_t n) { return cost_of_task(on.fib(n), fib_tasks(n)); }

std::int64_t size_of(std::int64_t tasks) {
  std::int64_t n = 0;
  while (fib_tasks(n + 1) <= tasks) ++n;
  return n;
}

const work_registration registered{
    {.place = 1,
     .name = "fib",
     .summary = "recursion, each call a task that waits for two: time of a task",
     .metrics = {{"fib", "s"}},
     .sizes = {.trial = 17, .tiny = 8, .whole = 30},
     .measure = measure,
     .answer = fib,
     .size_of = size_of}};

}  // namespace
}  // namespace bench::overhead
