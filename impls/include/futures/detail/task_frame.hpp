// SPDX-License-Identifier: MIT
// What the current thread runs: a stack of tasks, each on top of the one that waits for it.
#pragma once

namespace futures {

class executor;

namespace detail {

class shared_state;

/// A task that this thread is in the middle of. Lives on the thread's own stack.
struct task_frame {
  executor* home;
  shared_state* task;  // null while callbacks of a cancelled task run
  task_frame* outer;   // null at the bottom
};

inline constinit thread_local task_frame* current_frame = nullptr;

/// Marks this thread as running a task of `home` until the end of the scope; scopes nest.
class task_scope {
 public:
  task_scope(executor* home, shared_state* task) noexcept : frame_{home, task, current_frame} {
    current_frame = &frame_;
  }
  task_scope(const task_scope&) = delete;
  task_scope& operator=(const task_scope&) = delete;
  ~task_scope() { current_frame = frame_.outer; }

 private:
  task_frame frame_;
};

/// Whether this thread is in the middle of a task of that executor.
inline bool runs_task_of(const executor* home) noexcept {
  for (const auto* frame = current_frame; frame != nullptr; frame = frame->outer)
    if (frame->home == home) return true;
  return false;
}

}  // namespace detail
}  // namespace futures
