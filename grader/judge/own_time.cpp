// SPDX-License-Identifier: MIT
// Adds up, look by look.
#include "grader/judge/own_time.hpp"

#include <algorithm>

namespace judge {
namespace {

using namespace std::chrono_literals;

/// More sleep than that between two looks of a judge that looks every few milliseconds tells more
/// of the judge than of the submission.
constexpr std::chrono::nanoseconds longest_sleep = 200ms;

}  // namespace

void own_time::look(clock::time_point now, const sample& found) {
  const std::chrono::nanoseconds gap = now - last_look_;
  const auto ran = std::min(gap, found.cpu - last_.cpu);
  const auto slept =
      found.asleep ? std::min(gap - (found.delay - last_.delay), longest_sleep) : 0ns;
  spent_ += std::max({ran, slept, 0ns});
  last_look_ = now;
  last_ = found;
}

}  // namespace judge
