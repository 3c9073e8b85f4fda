// SPDX-License-Identifier: MIT
// The queue by which threads outside a pool give it tasks: first in, first out.
//
// How it works. A ring of pointers under a spin lock, which is held for a few instructions: pushing
// takes it once a task, workers take it once for many, since they move a batch to their own deque.
// An intrusive list or a lock-free queue would make workers chase pointers through tasks that are
// in another processor's cache; here they can fetch the next ones ahead.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <mutex>
#include <vector>

#include "futures/detail/spin_lock.hpp"

namespace futures::reference {

/// Of pointers to Item, which it does not own.
template <class Item>
class injection_queue {
 public:
  /// Returns: how many items there are now; 0 when the queue is closed. Throws: std::bad_alloc.
  std::size_t push(Item* item) {
    const std::lock_guard lock(lock_);
    if (closed_) return 0;
    const auto size = size_.load(std::memory_order_relaxed);
    if (size == ring_.size()) grow(size);
    ring_[(first_ + size) & (ring_.size() - 1)] = item;
    size_.store(size + 1, std::memory_order_relaxed);
    return size + 1;
  }

  /// Hands out a small part of what is there, so that others get theirs, at least one item if there
  /// is one, and at most `most`; oldest first.
  /// Returns: how many were written to `items`.
  std::size_t pop(Item** items, std::size_t most, std::size_t workers) {
    const std::lock_guard lock(lock_);
    const auto size = size_.load(std::memory_order_relaxed);
    const auto count = std::min({size, most, workers == 1 ? size : size / (4 * workers) + 1});
    for (std::size_t i = 0; i < count; ++i) items[i] = ring_[(first_ + i) & (ring_.size() - 1)];
    first_ += count;
    size_.store(size - count, std::memory_order_relaxed);
    return count;
  }

  /// Refuses items from now on.
  void close() noexcept {
    const std::lock_guard lock(lock_);
    closed_ = true;
  }

  /// Whether there was none a moment ago. Acquire, so that who finds none, and after that all
  /// workers asleep, knows that nothing is left; else callers pass a fence where it matters.
  bool empty() const noexcept { return size_.load(std::memory_order_acquire) == 0; }

 private:
  void grow(std::size_t size) {
    std::vector<Item*> bigger(ring_.size() * 2);
    for (std::size_t i = 0; i < size; ++i) bigger[i] = ring_[(first_ + i) & (ring_.size() - 1)];
    ring_.swap(bigger);
    first_ = 0;
  }

  alignas(64) detail::spin_lock<> lock_;
  bool closed_ = false;
  std::size_t first_ = 0;
  std::vector<Item*> ring_ = std::vector<Item*>(256);  // a power of two
  std::atomic<std::size_t> size_{0};
};

}  // namespace futures::reference
