// SPDX-License-Identifier: MIT
// Which executor's task the current thread runs.
#pragma once

#include <utility>

namespace futures {

class executor;

namespace detail {

inline thread_local executor* running_executor = nullptr;

/// Marks this thread as running a task of `home` until the end of the scope; scopes nest.
class task_scope {
 public:
  explicit task_scope(executor* home) noexcept : outer_(std::exchange(running_executor, home)) {}
  task_scope(const task_scope&) = delete;
  task_scope& operator=(const task_scope&) = delete;
  ~task_scope() { running_executor = outer_; }

 private:
  executor* outer_;
};

}  // namespace detail
}  // namespace futures
