// SPDX-License-Identifier: MIT
// Counting the tasks that another library has.
#include "futures/adapted_executor.hpp"

#include "core/futex.hpp"

namespace futures {

// Accepting and closing race by design: submit counts the task and then looks whether the executor
// is closed; shutdown closes it and then waits for the count. Both are sequentially consistent, so
// at least one sees the other: either the task is refused or shutdown waits for it.
void adapted_executor::schedule(detail::shared_state& task) {
  task_ptr token(&task);
  outstanding_.fetch_add(1, std::memory_order_seq_cst);
  try {
    if (closed_.load(std::memory_order_seq_cst))
      throw executor_shutdown_error("submit: this executor was shut down and takes no new tasks");
    enqueue(std::move(token));
  } catch (...) {
    remove();
    throw;
  }
}

void adapted_executor::run_task(task_ptr task) noexcept {
  run(std::move(task));
  remove();
}

void adapted_executor::remove() noexcept {
  // seq_cst on both words: either the waiter sees zero, or this thread sees the waiter.
  if (outstanding_.fetch_sub(1, std::memory_order_seq_cst) == 1 &&
      waiters_.load(std::memory_order_seq_cst) != 0)
    detail::futex_wake_all(outstanding_);
}

void adapted_executor::wait_until_drained() noexcept {
  waiters_.fetch_add(1, std::memory_order_seq_cst);
  while (const auto count = outstanding_.load(std::memory_order_seq_cst))
    detail::futex_wait(outstanding_, count);
  waiters_.fetch_sub(1, std::memory_order_seq_cst);
}

}  // namespace futures
