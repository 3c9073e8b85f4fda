// SPDX-License-Identifier: MIT
// Fibonacci's numbers by recursion, each call a task: what creating and joining tasks costs.
#pragma once

#include <cstdint>
#include <functional>

#include "futures/executor.hpp"

namespace bench {

/// The nth number; each call below this one is a task that waits for its own two.
inline std::int64_t recursive_fib(futures::executor& pool, std::int64_t n) {
  if (n < 2) return n;
  const auto x = pool.submit(recursive_fib, std::ref(pool), n - 1);
  const auto y = pool.submit(recursive_fib, std::ref(pool), n - 2);
  return x.result() + y.result();
}

/// The same, the outermost call too: so only workers wait for tasks, but for one wait.
inline std::int64_t run_fib(futures::executor& pool, std::int64_t n) {
  return pool.submit(recursive_fib, std::ref(pool), n).result();
}

/// The same calls, none of them a task.
inline std::int64_t serial_fib(std::int64_t n) {
  return n < 2 ? n : serial_fib(n - 1) + serial_fib(n - 2);
}

/// The nth number, by a loop.
inline std::int64_t fib(std::int64_t n) {
  std::int64_t last = 0, next = 1;
  for (; n > 0; --n) last = std::exchange(next, last + next);
  return last;
}

/// How many tasks run_fib() submits: 2 F(n+1) - 1.
inline std::int64_t fib_tasks(std::int64_t n) { return 2 * fib(n + 1) - 1; }

}  // namespace bench
