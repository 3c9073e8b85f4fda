// SPDX-License-Identifier: MIT
// A gate: tasks that got in front of it wait, asleep, until somebody opens it.
#pragma once

#include <atomic>
#include <latch>
#include <memory>

namespace bench {

/// Holds up workers until it opens, at the latest at the end of its scope.
class gate {
 public:
  gate() = default;
  gate(const gate&) = delete;
  gate& operator=(const gate&) = delete;
  ~gate() { open(); }

  void open() {
    if (!open_.exchange(true)) latch_->count_down();
  }
  /// Waits when it is called: what a task that is held up begins with. It may outlive the gate.
  auto waiter() const {
    return [latch = latch_] { latch->wait(); };
  }

 private:
  std::shared_ptr<std::latch> latch_ = std::make_shared<std::latch>(1);
  std::atomic<bool> open_{false};
};

}  // namespace bench
