// SPDX-License-Identifier: MIT
// The tasks that wait for other tasks: who can never go on, and who may have to help.
//
// How it works. A thread in the middle of a task that is about to sleep without a time limit enters
// itself, with what it waits for, into one list under one lock. The lock makes the last of several
// threads that close a circle see the others. Then it looks who of the list is stuck: at first
// everybody is; taken out is, again and again, who waits for something that can still happen:
//   - the future is done, or a promise, which some other thread may resolve;
//   - its task runs on a thread that is not in the list, or is there but not stuck;
//   - its task is pending, and its executor has a worker that is not stuck.
// Who is left waits for a circle; if that is the newcomer, he is told so by deadlock_error. Threads
// outside tasks are not in the list: nobody waits for them, unless they ought to drive a
// manual_executor. The cost falls on waits that sleep.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>

#include "futures/detail/shared_state.hpp"
#include "futures/detail/task_frame.hpp"

namespace futures::detail {

/// This thread sleeps, in the middle of a task, until the scope ends.
class blocked_scope {
 public:
  /// Waits for `target`. Throws: deadlock_error when it would be for ever.
  explicit blocked_scope(shared_state& target);
  /// Waits for any of `targets`, which must stay as they are; sleeps on `doorbell`, which is
  /// increased and rung when the last worker of one of this thread's executors falls asleep.
  /// Throws: as above.
  blocked_scope(std::span<shared_state* const> targets, std::atomic<std::uint32_t>& doorbell);
  blocked_scope(const blocked_scope&) = delete;
  blocked_scope& operator=(const blocked_scope&) = delete;
  ~blocked_scope();

  /// Whether each worker of that executor is in the list now.
  static bool all_workers_blocked(const executor& home);

 private:
  friend class blocked_list;

  void enter();
  /// Whether all targets are pending tasks of executors that this thread should be driving.
  bool waits_for_itself() const;

  shared_state* one_;
  std::span<shared_state* const> targets_;
  std::atomic<std::uint32_t>* doorbell_ = nullptr;
  const task_frame* frames_ = current_frame;
  bool stuck_ = false;
  blocked_scope* next_ = nullptr;
  blocked_scope* previous_ = nullptr;
};

}  // namespace futures::detail
