// SPDX-License-Identifier: MIT
// thread_pool_executor: the reference executor, a pool of threads of fixed size.
#pragma once

#include "futures/registry.hpp"

namespace futures {

/// `max_workers` threads that take tasks in the order of their submission, as Python's
/// ThreadPoolExecutor does. Idle workers sleep.
class thread_pool_executor final : public executor {
 public:
  /// Throws: std::invalid_argument for zero workers; std::system_error when the threads cannot be
  /// started, after ending those that were.
  explicit thread_pool_executor(std::optional<std::size_t> max_workers = {});
  ~thread_pool_executor() override;

  std::size_t max_workers() const noexcept override;
  const capabilities& caps() const noexcept override;
  std::string_view name() const noexcept override { return "thread_pool"; }

 private:
  void enqueue(task_ptr task) override;

  class workers;
  std::unique_ptr<workers> workers_;
};

}  // namespace futures
