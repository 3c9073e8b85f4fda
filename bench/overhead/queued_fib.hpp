// SPDX-License-Identifier: MIT
// The same text for the library as it is, and for the one that is built without a trace.
#pragma once

#include "bench/overhead/timing.hpp"
#include "bench/recursive_fib.hpp"
#include "futures/thread_pool.hpp"

namespace bench::overhead {

/// fib() on a pool that starts its tasks in order, so that each goes through the queue and passes
/// every branch at which an event would be recorded.
inline timed_run time_queued_fib(std::size_t workers, std::int64_t n) {
  futures::thread_pool_executor pool({.max_workers = workers, .in_order = true});
  return time_run([&] { return run_fib(pool, n); });
}

}  // namespace bench::overhead
