// SPDX-License-Identifier: MIT
// fib: recursion by nested futures, each call a task, without a cut-off.
#include <fmt/format.h>

#include "bench/recursive_fib.hpp"
#include "bench/workload.hpp"

namespace bench {
namespace {

/// With a thread for each task, thousands of threads wait for one another.
std::optional<std::string> refusal(const futures::backend& where, std::int64_t n) {
  constexpr std::int64_t bearable_threads = 1'000;  // an ordinary desktop has about as many
  if (where.caps.bounded_workers || !where.caps.asynchronous) return {};
  if (fib_tasks(n) <= bearable_threads) return {};
  return fmt::format("it would start up to {} threads; see fib_small", fib_tasks(n));
}

const workload_registration registered{
    {.name = "fib",
     .summary = "recursive Fibonacci, each call a task that waits for two: nesting",
     .sizes = {.tiny = 7, .quick = 20, .full = 27},
     .run = run_fib,
     .answer = fib,
     .tasks = fib_tasks,
     .refusal = refusal}};

}  // namespace
}  // namespace bench
