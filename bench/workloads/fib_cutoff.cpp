// SPDX-License-Identifier: MIT
// fib_cutoff: the recursion of fib, where calls near the leaves are no tasks: so workers can help.
//
// Source: Duran et al., "Barcelona OpenMP Tasks Suite", ICPP 2009, which cuts fib off by depth;
// here by n, so that every task at the bottom is equally large whatever the size.
#include "bench/recursive_fib.hpp"
#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

constexpr std::int64_t cutoff = 20;  // 21891 calls: some microseconds, many times a task's cost

std::int64_t parallel(futures::executor& pool, std::int64_t n) {
  if (n <= cutoff) return serial_fib(n);
  const auto x = pool.submit(parallel, std::ref(pool), n - 1);
  const auto y = pool.submit(parallel, std::ref(pool), n - 2);
  return x.result() + y.result();
}

std::int64_t run(futures::executor& pool, std::int64_t n) {
  return pool.submit(parallel, std::ref(pool), n).result();
}

/// The tree above the cut-off is that of a smaller n.
std::int64_t tasks(std::int64_t n) { return n <= cutoff ? 1 : fib_tasks(n - cutoff + 1); }

const workload_registration registered{
    {.name = "fib_cutoff",
     .summary = "fib, but serial from n = 20 down: nesting that can gain from workers",
     .sizes = {.tiny = 22, .quick = 30, .full = 38},
     .labels = {stress::spawn_overhead, stress::computation, stress::blocking},
     .run = run,
     .answer = fib,
     .tasks = tasks,
     .refusal = [](const auto& where, auto n) { return too_many_threads(where, tasks(n)); },
     .serial = serial_fib}};

}  // namespace
}  // namespace bench
