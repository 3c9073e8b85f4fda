// SPDX-License-Identifier: MIT
// completion_queue: states that one thread waits for, handed out in the order they become done.
//
// How it works. Each watched state has a slot, and a done callback that pushes the slot onto a
// stack and rings the doorbell if the waiter sleeps. next() takes the whole stack, turns it round,
// and hands out one slot after the other. What the callbacks touch is in the hub, which they keep
// alive, for one may be under way while the queue is destroyed; those that were not called by then
// are taken back, so that a future that lives long does not collect them.
//
// A worker that waits for one of several tasks of its own executor claims the oldest pending one,
// but only when every worker of that executor waits for futures: otherwise a long task could keep
// it from one that ends sooner elsewhere. See blocking.hpp, which also rings the doorbell when that
// moment comes. Timed waits never claim.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "futures/detail/shared_state.hpp"

namespace futures::detail {

/// Threads: one at a time.
class completion_queue {
 public:
  completion_queue();
  completion_queue(const completion_queue&) = delete;
  completion_queue& operator=(const completion_queue&) = delete;
  ~completion_queue();

  /// Watches a state, which stays alive until next() returns its ticket or the queue goes.
  /// Returns: its ticket: one that next() returned before, or, if all are in use, their number.
  std::size_t watch(shared_state& state);
  /// How many states are watched whose tickets were not returned yet.
  std::size_t size() const noexcept { return targets_.size(); }

  /// Blocks until a watched state is done; null for `limit` means without a time limit.
  /// Requires: size() > 0. Returns: its ticket, which is free then; empty after the limit.
  /// Throws: deadlock_error when it would block for ever. Cost: constant for each state.
  std::optional<std::size_t> next(const deadline* limit);

 private:
  struct slot;
  struct hub;
  struct notifier;

  slot& add_slot(shared_state& state);
  slot* take_done() noexcept;
  bool wait(const deadline* limit);
  bool sleep_until(deadline limit);
  shared_state* sleep_or_find_task();
  shared_state* find_task() const;
  std::size_t remove_slot(slot& gone) noexcept;

  const std::shared_ptr<hub> hub_;
  slot* free_ = nullptr;    // slots without a state
  slot* oldest_ = nullptr;  // those with one
  slot* newest_ = nullptr;
  slot* done_ = nullptr;                // taken from the stack, the first one first
  std::vector<shared_state*> targets_;  // of all slots, in no order
  std::vector<slot*> owners_;           // the slot of each target
};

}  // namespace futures::detail
