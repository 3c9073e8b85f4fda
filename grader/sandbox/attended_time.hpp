// SPDX-License-Identifier: MIT
// Time as it passes for somebody who keeps looking.
#pragma once

#include <algorithm>
#include <chrono>

namespace sandbox {

/// Time that a limit on somebody else may be counted in. A virtual machine is paused, a laptop
/// sleeps, and the clock goes on or jumps: who was watched had no chance to run, so that time must
/// not end him. Hence of the time between two looks a moment counts at most; whoever counts a limit
/// looks several times a second.
class attended_time {
 public:
  using clock = std::chrono::steady_clock;
  /// Far longer than a scheduler lets a watcher wait, far shorter than any limit.
  static constexpr clock::duration longest_gap = std::chrono::seconds(1);

  explicit attended_time(clock::time_point start = clock::now()) : last_look_(start) {}

  /// Returns: what has passed since the start.
  clock::duration look(clock::time_point now = clock::now()) {
    passed_ += std::min(now - last_look_, longest_gap);
    last_look_ = now;
    return passed_;
  }

 private:
  clock::time_point last_look_;
  clock::duration passed_{};
};

}  // namespace sandbox
