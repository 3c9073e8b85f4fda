// SPDX-License-Identifier: MIT
// The same for many things, several at once.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace grader {

/// Calls `each(i)` for every i below `count`, on at most so many threads, in about that order.
/// After an exception no further one is begun. Throws: the first exception.
template <class Each>
void for_each_at_once(std::size_t count, std::size_t threads, Each each) {
  std::atomic<std::size_t> next{0};
  std::atomic<bool> over{false};
  std::mutex mutex;
  std::exception_ptr problem;
  const auto take_next_ones = [&] {
    try {
      for (std::size_t i = 0; !over && (i = next++) < count;) each(i);
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!problem) problem = std::current_exception();
      over = true;
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(threads, count); ++i) others.emplace_back(take_next_ones);
    take_next_ones();
  }
  if (problem) std::rethrow_exception(problem);
}

}  // namespace grader
