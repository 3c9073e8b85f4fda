// SPDX-License-Identifier: MIT
// Memory for shared states: blocks of a few sizes, kept in lists of each thread.
//
// How it works. Each thread has two lists for each size, which it uses without any atomic step. A
// list that is full goes to a depot that all threads share, and a thread that has none left gets a
// full one from there, so that blocks freed on another thread than they were made on come back in
// bulk (Bonwick and Adams, "Magazines and Vmem", USENIX 2001). New blocks are cut from slabs. Slabs
// are never given back to the system. Under AddressSanitizer every block is its own allocation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>

namespace futures::detail {

class block_pool {
 public:
  static constexpr std::size_t granule = 64;  // a cache line
  static constexpr std::size_t sizes = 4;     // 64, 128, 192, 256 bytes; greater ones go to new
  static constexpr std::int32_t list_length = 256;  // or shorter, or a slab long

  /// Returns: memory for an object of that size, aligned as operator new aligns, or better.
  /// Throws: std::bad_alloc.
  static void* allocate(std::size_t size) {
#ifdef __SANITIZE_ADDRESS__
    return ::operator new(size);
#else
    if (size > sizes * granule) return ::operator new(size);
    auto& mine = lists_[(size - 1) / granule];
    if (mine.first == nullptr) [[unlikely]]
      return refill((size - 1) / granule);
    auto* const taken = mine.first;
    mine.first = taken->next;
    return taken;
#endif
  }

  /// Takes back what allocate() gave for that size to threads that get as many blocks as they give
  /// back, so that no count is needed to keep the thread's list short.
  template <std::size_t size>
  static void deallocate_own(void* memory) noexcept {
#ifdef __SANITIZE_ADDRESS__
    ::operator delete(memory);  // its size was that of the object, not of the granules
#else
    auto& mine = lists_[(size - 1) / granule];
    auto* const freed = static_cast<block*>(memory);
    freed->next = mine.first;
    mine.first = freed;
#endif
  }
  /// Takes back what allocate() gave for that size, on any thread.
  static void deallocate(void* memory, std::size_t size) noexcept {
#ifdef __SANITIZE_ADDRESS__
    ::operator delete(memory, size);
#else
    if (size > sizes * granule) return ::operator delete(memory, size);
    auto& mine = lists_[(size - 1) / granule];
    if (mine.room <= 0) [[unlikely]]
      make_room((size - 1) / granule);
    auto* const freed = static_cast<block*>(memory);
    freed->next = mine.first;
    mine.first = freed;
    --mine.room;
#endif
  }

 private:
  friend struct block_depot;

  struct block {
    block* next;
    block* next_list;  // in the depot, of the first block of a list
  };
  struct thread_list {
    block* first;
    block* spare;       // a list put aside, or null
    std::int32_t room;  // how many blocks may come back until the list is put aside
  };

  /// Returns: a block, after putting more of them into this thread's list.
  static void* refill(std::size_t index);
  /// Puts this thread's list aside, if it has one; the one that lies there goes to the depot.
  static void make_room(std::size_t index) noexcept;
  static void give_back_at_thread_end() noexcept;

  static inline constinit thread_local thread_list lists_[sizes]{};
};

}  // namespace futures::detail
