// SPDX-License-Identifier: MIT
// What every executor does the same way: accepting, running and draining tasks.
#include "futures/executor.hpp"

#include "core/futex.hpp"
#include "core/task_context.hpp"

namespace futures {

// Accepting and closing race by design: submit counts the task and then looks whether the executor
// is closed; shutdown closes it and then waits for the count. Both are sequentially consistent, so
// at least one sees the other: either the task is refused or shutdown waits for it.
void executor::schedule(task_ptr task) {
  outstanding_.add();
  try {
    if (closed_.load(std::memory_order_seq_cst))
      throw executor_shutdown_error("submit: this executor was shut down and takes no new tasks");
    enqueue(std::move(task));
  } catch (...) {
    outstanding_.remove();
    throw;
  }
}

void executor::run_task(task_ptr task) noexcept {
  {
    const detail::task_scope scope(this);  // callbacks of a cancelled task are inside it, too
    if (start(*task)) task->run();
  }
  task = {};  // before the count says that nothing is left
  outstanding_.remove();
}

bool executor::start(detail::shared_state& task) noexcept {
  // acquire pairs with the release store in shutdown().
  if (cancelling_.load(std::memory_order_acquire)) task.cancel();
  return task.try_start();
}

void executor::shutdown(shutdown_options options) {
  if (!options.wait && !caps().shutdown_nowait)
    throw unsupported_operation("shutdown without waiting: this backend runs tasks in submit()");
  // First, so that who sees that the executor is closed knows what happens to the waiting tasks.
  if (options.cancel_futures) cancelling_.store(true, std::memory_order_release);
  closed_.store(true, std::memory_order_seq_cst);
  if (!options.wait) return;
  if (this_task::current_executor() == this)
    throw error("shutdown: a task cannot wait for the end of the executor that runs it");
  outstanding_.wait_for_none();
}

void executor::outstanding_count::remove() noexcept {
  // seq_cst on both words: either the waiter sees zero, or this thread sees the waiter.
  if (count_.fetch_sub(1, std::memory_order_seq_cst) == 1 &&
      waiters_.load(std::memory_order_seq_cst) != 0)
    detail::futex_wake_all(count_);
}

void executor::outstanding_count::wait_for_none() noexcept {
  waiters_.fetch_add(1, std::memory_order_seq_cst);
  while (const auto count = count_.load(std::memory_order_seq_cst))
    detail::futex_wait(count_, count);
  waiters_.fetch_sub(1, std::memory_order_seq_cst);
}

executor* this_task::current_executor() noexcept { return detail::running_executor; }

}  // namespace futures
