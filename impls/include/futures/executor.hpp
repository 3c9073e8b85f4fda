// SPDX-License-Identifier: MIT
// executor: a pool of workers of fixed size that runs submitted tasks and hands out their futures.
#pragma once

#include <concepts>
#include <cstddef>
#include <string_view>

#include "futures/capabilities.hpp"
#include "futures/future.hpp"

namespace futures {

/// What a task's future holds: the returned value, decayed, so that it outlives the task.
template <class F, class... Args>
using task_result_t = std::decay_t<std::invoke_result_t<std::decay_t<F>, std::decay_t<Args>...>>;

/// How shutdown() ends an executor; by default it drains.
struct shutdown_options {
  bool wait = true;             ///< return only when every task is done
  bool cancel_futures = false;  ///< cancel what has not started
};

/// Runs tasks. Everything but the running itself is written here, once for all backends.
/// Leaving an executor's scope waits for every task and ends the workers.
/// Threads: submit() and shutdown() may be called from any thread, and from tasks.
class executor {
 public:
  executor(const executor&) = delete;
  executor& operator=(const executor&) = delete;
  virtual ~executor() = default;

  /// Gives `f(args...)` to the pool and returns its future at once. The callable and its arguments
  /// are copied (or moved) into the task, as std::thread does; use std::ref to share.
  /// Throws: executor_shutdown_error after shutdown(); what copying or the backend throws. Then no
  /// task exists.
  template <class F, class... Args>
  requires std::invocable<std::decay_t<F>, std::decay_t<Args>...>
  auto submit(F&& f, Args&&... args) -> future<task_result_t<F, Args...>> {
    using value = task_result_t<F, Args...>;
    using task = detail::task<value, std::decay_t<F>, std::decay_t<Args>...>;
    detail::state_ptr<task> state(new task(this, std::forward<F>(f), std::forward<Args>(args)...));
    schedule(state);
    return future<value>(std::move(state));
  }

  /// Refuses further tasks; waits for those accepted, unless told not to. May be called again.
  /// Throws: unsupported_operation for `wait = false` where the backend cannot; error when a task
  /// of this executor waits for its own end.
  void shutdown(shutdown_options options = {});

  /// How many tasks run at once at most; 0 means that the backend has no bound.
  virtual std::size_t max_workers() const noexcept = 0;
  virtual const capabilities& caps() const noexcept = 0;
  virtual std::string_view name() const noexcept = 0;

 protected:
  using task_ptr = detail::state_ptr<detail::shared_state>;

  executor() = default;

  /// Runs `task` some time on a worker, by run_task(). The only thing that a backend must supply.
  virtual void enqueue(task_ptr task) = 0;
  /// Runs a task that enqueue() was given, unless it was claimed or cancelled in between.
  /// Requires: called once for each task that enqueue() accepted, on a worker.
  void run_task(task_ptr task) noexcept;

 private:
  friend class detail::shared_state;  // starts claimed tasks

  /// Counts what was enqueued and not yet through run_task(), and sleeps until that is none.
  class outstanding_count {
   public:
    void add() noexcept { count_.fetch_add(1, std::memory_order_seq_cst); }
    void remove() noexcept;
    void wait_for_none() noexcept;

   private:
    std::atomic<std::uint32_t> count_{0};
    std::atomic<std::uint32_t> waiters_{0};
  };

  void schedule(task_ptr task);
  /// Takes the task's step to running, or cancels it if shutdown() said so.
  /// Returns: whether the caller is to run it now.
  bool start(detail::shared_state& task) noexcept;

  outstanding_count outstanding_;
  std::atomic<bool> closed_{false};
  std::atomic<bool> cancelling_{false};
};

namespace this_task {

/// The executor whose task runs on this thread, null outside any task.
executor* current_executor() noexcept;

}  // namespace this_task
}  // namespace futures
