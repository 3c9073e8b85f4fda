// SPDX-License-Identifier: MIT
// What the current thread runs: a stack of tasks, each on top of the one that waits for it.
#pragma once

namespace futures {

class executor;

namespace detail {

class shared_state;

/// A task that this thread is in the middle of. Lives on the thread's own stack.
struct task_frame {
  const executor* home() const noexcept;

  shared_state* task;  // of an executor
  task_frame* outer;   // null at the bottom
};

inline constinit thread_local task_frame* current_frame = nullptr;

/// Marks this thread as running that task, or its callbacks, until the end of the scope; scopes
/// nest.
class task_scope {
 public:
  explicit task_scope(shared_state& task) noexcept : frame_{&task, current_frame} {
    current_frame = &frame_;
  }
  task_scope(const task_scope&) = delete;
  task_scope& operator=(const task_scope&) = delete;
  ~task_scope() { current_frame = frame_.outer; }

 private:
  task_frame frame_;
};

/// Whether this thread is in the middle of a task of that executor.
bool runs_task_of(const executor* home) noexcept;

}  // namespace detail
}  // namespace futures
