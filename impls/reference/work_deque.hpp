// SPDX-License-Identifier: MIT
// The deque of a worker's tasks: the worker uses both ends, others steal the oldest.
//
// How it works (Chase and Lev, "Dynamic circular work-stealing deque", SPAA 2005; its memory orders
// after Le, Pop, Cohen and Zappa Nardelli, PPoPP 2013). Entries have the indices top..bottom-1 of a
// ring. The owner alone moves `bottom`; `top` moves up by compare-and-swap, and who moved it from i
// to i+1 has entry i. The owner takes the newest entry i = bottom-1 by storing bottom = i first and
// loading `top` after a full fence; a thief loads `top`, passes a full fence, and loads `bottom`.
// In the one order of all full fences either the owner's comes first, and then the thief sees
// bottom = i and leaves i alone, or the thief's comes first. Then the owner sees every step of
// `top` that was taken before the thief's fence, so the thief can be ahead of the owner's knowledge
// by the one entry that it is about to take. So the owner may take i without more ado if top < i,
// and must win the compare-and-swap against the thief if top = i.
//
// The owner's fence costs as much as any atomic read-modify-write, and the worker needs one anyway,
// to start the task: pop_newest() calls the one it is given between its two steps.
//
// Memory order. push: the entry is written before the release of `bottom`, and a thief acquires
// `bottom` before it reads the entry; so it also sees the task that the entry points to. The entry
// itself is atomic and relaxed: a thief that is late may read an entry that is being overwritten,
// and then its compare-and-swap fails, because the owner writes to the place of entry i again only
// when it is entry i + capacity, for which it saw top > i. A ring that is full is replaced by one
// of twice the size, and kept: a late thief may still read it. It reads the pointer to the ring
// after `bottom`, by an acquire that pairs with the release in grow(), so that the ring it sees has
// all entries below that `bottom`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "futures/detail/memory.hpp"

namespace futures::reference {

/// Of pointers to Item, which it does not own. Every member but steal() and empty() is for the
/// owner.
template <class Item, class Memory = detail::hardware>
class work_deque {
 public:
  /// Requires: `capacity` is a power of two.
  explicit work_deque(std::size_t capacity = 256) { rings_.push_back(make_ring(capacity)); }

  /// Throws: std::bad_alloc, and then nothing was pushed.
  void push(Item* item) {
    const auto bottom = bottom_.load(std::memory_order_relaxed);
    if (bottom - seen_top_ >= current_->size) [[unlikely]]
      make_room(bottom);
    current_->at(bottom).store(item, std::memory_order_relaxed);
    bottom_.store(bottom + 1, std::memory_order_release);  // pairs with steal()'s acquire
  }

  /// What pop_newest() would take, if there is something; else any value.
  Item* newest() const noexcept {
    return current_->at(bottom_.load(std::memory_order_relaxed) - 1)
        .load(std::memory_order_relaxed);
  }

  /// Takes the newest entry. `fence()` is called between the two steps and must be a full fence.
  /// Returns: whether newest() is the caller's now; false when there was none, or a thief has it.
  template <class Fence>
  bool pop_newest(Fence&& fence) {
    const auto last = bottom_.load(std::memory_order_relaxed) - 1;
    bottom_.store(last, std::memory_order_relaxed);
    fence();
    auto top = top_.load(std::memory_order_relaxed);  // after the fence: see "How it works"
    if (top < last) [[likely]]
      return true;
    const bool won =
        top == last && top_.compare_exchange_strong(top, last + 1, std::memory_order_seq_cst,
                                                    std::memory_order_relaxed);
    bottom_.store(last + 1, std::memory_order_relaxed);
    return won;
  }

  /// Takes the oldest entry. Returns: null when there is none.
  Item* pop_oldest() noexcept {
    const auto bottom = bottom_.load(std::memory_order_relaxed);
    auto top = top_.load(std::memory_order_acquire);
    while (top < bottom) {
      auto* const item = current_->at(top).load(std::memory_order_relaxed);
      if (top_.compare_exchange_weak(top, top + 1, std::memory_order_seq_cst,
                                     std::memory_order_acquire))
        return item;
    }
    return nullptr;
  }

  /// Takes the oldest entry, on any thread. Returns: null when there is none.
  Item* steal() noexcept {
    for (;;) {
      auto top = top_.load(std::memory_order_acquire);
      Memory::full_fence();  // pairs with the owner's in pop_newest()
      const auto bottom = bottom_.load(std::memory_order_acquire);  // pairs with push()
      if (top >= bottom) return nullptr;
      auto* const item =
          ring_.load(std::memory_order_acquire)->at(top).load(std::memory_order_relaxed);
      if (top_.compare_exchange_strong(top, top + 1, std::memory_order_seq_cst,
                                       std::memory_order_relaxed))
        return item;
    }
  }

  /// Whether there was no entry a moment ago; on any thread.
  bool empty() const noexcept {
    return top_.load(std::memory_order_relaxed) >= bottom_.load(std::memory_order_relaxed);
  }

 private:
  using index = std::int64_t;
  template <class T>
  using atomic = typename Memory::template atomic<T>;

  struct ring {
    explicit ring(std::size_t capacity)
        : size(static_cast<index>(capacity)), items(new atomic<Item*>[capacity] {}) {}
    atomic<Item*>& at(index i) const noexcept {
      return items[static_cast<std::size_t>(i & (size - 1))];
    }
    const index size;
    const std::unique_ptr<atomic<Item*>[]> items;
  };

  std::unique_ptr<ring> make_ring(std::size_t capacity) {
    auto made = std::make_unique<ring>(capacity);
    current_ = made.get();
    ring_.store(current_, std::memory_order_relaxed);
    return made;
  }

  void make_room(index bottom) {
    seen_top_ = top_.load(std::memory_order_acquire);
    if (bottom - seen_top_ < current_->size) return;
    auto bigger = std::make_unique<ring>(static_cast<std::size_t>(current_->size) * 2);
    for (auto i = seen_top_; i < bottom; ++i)
      bigger->at(i).store(current_->at(i).load(std::memory_order_relaxed),
                          std::memory_order_relaxed);
    rings_.reserve(rings_.size() + 1);
    current_ = bigger.get();
    rings_.push_back(std::move(bigger));
    ring_.store(current_, std::memory_order_release);  // pairs with steal()'s acquire
  }

  alignas(64) atomic<index> top_{0};  // a line of its own: thieves write it
  alignas(64) atomic<index> bottom_{0};
  ring* current_ = nullptr;  // the owner's copy of ring_
  index seen_top_ = 0;       // a lower bound of top_
  atomic<ring*> ring_{nullptr};
  std::vector<std::unique_ptr<ring>> rings_;
};

}  // namespace futures::reference
