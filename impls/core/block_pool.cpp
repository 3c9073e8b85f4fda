// SPDX-License-Identifier: MIT
// The depot that threads exchange lists of blocks with, and the slabs that blocks are cut from.
#include "futures/detail/block_pool.hpp"

#include <mutex>
#include <utility>

namespace futures::detail {

/// Full lists of blocks, for all threads. Never destroyed: states may outlive static objects.
struct block_depot {
  using block = block_pool::block;
  static constexpr std::size_t slab_bytes = 64 * 1024;

  static block_depot& of_process() noexcept {
    alignas(block_depot) static std::byte memory[sizeof(block_depot)];
    static auto* const made = new (memory) block_depot;
    return *made;
  }

  void put(std::size_t index, block* list) noexcept {
    const std::lock_guard lock(mutex);
    list->next_list = std::exchange(lists[index], list);
  }
  /// Returns: null when there is none.
  block* get(std::size_t index) noexcept {
    const std::lock_guard lock(mutex);
    auto* const list = lists[index];
    if (list != nullptr) lists[index] = list->next_list;
    return list;
  }

  /// Returns: the blocks of a new slab, in a list. Throws: std::bad_alloc.
  static block* cut_slab(std::size_t size) {
    const auto count = slab_bytes / size;
    auto* const slab =
        static_cast<std::byte*>(::operator new (slab_bytes, std::align_val_t{block_pool::granule}));
    block* list = nullptr;
    for (auto left = count; left-- > 0;) list = new (slab + left * size) block{list, nullptr};
    return list;
  }

  std::mutex mutex;
  block* lists[block_pool::sizes]{};
};

void block_pool::give_back_at_thread_end() noexcept {
  struct at_thread_end {
    ~at_thread_end() {
      for (std::size_t index = 0; index < sizes; ++index) {
        make_room(index);
        make_room(index);
      }
    }
  };
  thread_local const at_thread_end registered;
  static_cast<void>(&registered);
}

void* block_pool::refill(std::size_t index) {
  give_back_at_thread_end();
  auto& mine = lists_[index];
  mine.first = std::exchange(mine.spare, nullptr);
  if (mine.first == nullptr) mine.first = block_depot::of_process().get(index);
  if (mine.first == nullptr) mine.first = block_depot::cut_slab((index + 1) * granule);
  auto* const taken = mine.first;
  mine.first = taken->next;
  return taken;
}

void block_pool::make_room(std::size_t index) noexcept {
  give_back_at_thread_end();
  auto& mine = lists_[index];
  if (mine.spare != nullptr) block_depot::of_process().put(index, mine.spare);
  mine.spare = std::exchange(mine.first, nullptr);
  mine.room = list_length;
}

}  // namespace futures::detail
