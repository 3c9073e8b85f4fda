// SPDX-License-Identifier: MIT
// thread_pool_executor: the reference executor, a pool of threads of fixed size.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "futures/registry.hpp"

namespace futures {

namespace reference {
class thread_pool;
}

/// How a thread pool is made.
struct thread_pool_options {
  /// default_max_workers() when empty.
  std::optional<std::size_t> max_workers{};
  /// All tasks go through one queue and are taken out one by one, so that they start in the order
  /// of their submission, whoever submits them. Without it that holds for tasks from outside, but
  /// for a worker that moves several at once when there are many, and for the tasks of each task;
  /// and submitting costs a fraction.
  bool in_order = false;
  /// Worker i is named PREFIX_i, cut to the 15 characters that the kernel keeps.
  std::string thread_name_prefix{};
  /// Called in each worker before its first task. If it throws, the pool is broken: what it threw
  /// goes to the handler of unobserved exceptions, waiting and later tasks get broken_thread_pool.
  std::function<void()> initializer{};
  /// For exceptions that nobody fetches; see set_unobserved_handler(). Empty for the program's.
  unobserved_handler on_unobserved{};
};

/// `max_workers` threads, started at once. Idle workers sleep. Tasks that come from outside start
/// in the order of their submission, tasks that a task submits in theirs.
/// Destroying it on one of its own workers ends the program, with a message: the task that does so
/// would have to wait for its own end.
class thread_pool_executor final : public executor {
 public:
  /// Throws: std::invalid_argument for no workers or more than 32767; std::system_error when the
  /// threads cannot be started, after ending those that were.
  explicit thread_pool_executor(std::optional<std::size_t> max_workers = {});
  explicit thread_pool_executor(thread_pool_options options);
  ~thread_pool_executor() override;

  std::size_t max_workers() const noexcept override;
  const capabilities& caps() const noexcept override;
  std::string_view name() const noexcept override { return "thread_pool"; }

 private:
  friend class reference::thread_pool;

  void schedule(detail::shared_state& task) override;
  void close() noexcept override;
  void wait_until_drained() noexcept override;
  bool claim(detail::shared_state& task) noexcept override;
  void on_cancelling() noexcept override;
  void announce() noexcept override;
  void throw_leftovers_away() noexcept override;

  const std::unique_ptr<reference::thread_pool> pool_;
};

}  // namespace futures
