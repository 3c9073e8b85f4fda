// SPDX-License-Identifier: MIT
// adapted_executor: what the executors on top of other libraries share.
#pragma once

#include <atomic>
#include <cstdint>

#include "futures/executor.hpp"

namespace futures {

/// Counts tasks from submit() to their end, so that accepting, refusing and draining, and the race
/// between them, are written once; a backend supplies enqueue().
class adapted_executor : public executor {
 protected:
  using executor::executor;

  /// Runs `task` some time on a worker, by run_task(). The only thing that a backend must supply.
  virtual void enqueue(task_ptr task) = 0;
  /// Runs a task that enqueue() was given, unless it was claimed or cancelled in between.
  /// Requires: called once for each task that enqueue() accepted, on a worker.
  void run_task(task_ptr task) noexcept;

 private:
  void schedule(detail::shared_state& task) final;
  void close() noexcept final { closed_.store(true, std::memory_order_seq_cst); }
  void wait_until_drained() noexcept final;
  void remove() noexcept;

  std::atomic<std::uint32_t> outstanding_{0};
  std::atomic<std::uint32_t> waiters_{0};
  std::atomic<bool> closed_{false};
};

}  // namespace futures
