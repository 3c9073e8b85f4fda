// SPDX-License-Identifier: MIT
// How much of the time that passes is a submission's own.
#pragma once

#include <chrono>

namespace judge {

/// Time that limits may be counted in, on a machine that others use as well.
///
/// How it works. The judge looks at the submission now and then. Of the time between two looks this
/// much is the submission's own: what it used of a processor, or, if no thread of it is ready to
/// run now, the time in which none of its threads waited for a processor. So a submission that
/// could not run, as others had the processors, spends nothing, however long that takes. Where the
/// judge itself could not look for long, perhaps as the whole machine stood still, sleep counts for
/// a moment only.
class own_time {
 public:
  using clock = std::chrono::steady_clock;

  /// What the kernel says, all of it since the process began.
  struct sample {
    std::chrono::nanoseconds cpu{};    ///< used, by all threads together
    std::chrono::nanoseconds delay{};  ///< ready but without a processor, likewise
    bool asleep = false;               ///< no thread is ready to run, at the moment
  };
  own_time(clock::time_point start, const sample& first) : last_look_(start), last_(first) {}

  void look(clock::time_point now, const sample& found);
  std::chrono::nanoseconds spent() const noexcept { return spent_; }
  clock::time_point last_look() const noexcept { return last_look_; }

 private:
  clock::time_point last_look_;
  sample last_;
  std::chrono::nanoseconds spent_{};
};

}  // namespace judge
