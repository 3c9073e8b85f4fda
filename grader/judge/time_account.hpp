// SPDX-License-Identifier: MIT
// How much of its time limit a submission has used.
#pragma once

#include <chrono>
#include <optional>

#include "grader/judge/own_time.hpp"
#include "grader/judge/thread_watch.hpp"
#include "grader/sandbox/attended_time.hpp"

namespace judge {

class time_account {
 public:
  using clock = std::chrono::steady_clock;

  /// Looks at the submission not more often than that: each look may disturb it.
  time_account(std::chrono::nanoseconds limit, std::chrono::nanoseconds between_looks)
      : limit_(limit), between_looks_(between_looks) {}

  /// From here on the submission uses time. `whom` must outlive this.
  void begin(const thread_watch& whom);
  void look(clock::time_point now);
  /// In time of its own. Requires: begin() was called.
  std::chrono::nanoseconds spent() const noexcept { return own_->spent(); }
  /// Looks. Returns: whether the submission had all the time that it may have. Throws: fault when
  /// the machine lets it have none, for somebody waits for the judge.
  bool is_over(clock::time_point now, bool has_started);

 private:
  const std::chrono::nanoseconds limit_, between_looks_;
  const thread_watch* whom_ = nullptr;
  std::optional<own_time> own_;
  sandbox::attended_time attended_;
};

}  // namespace judge
