// SPDX-License-Identifier: MIT
// The deque of a worker's tasks: the worker uses both ends, others steal half of it.
//
// How it works: the THE protocol of Cilk-5 (Frigo, Leiserson and Randall, "The implementation of
// the Cilk-5 multithreaded language", PLDI 1998, section 5) with asymmetric fences. Entries have
// the indices top..bottom-1 of a ring. The owner alone moves `bottom`; `top` is moved under a lock.
// The owner takes entries from the new end without the lock: he stores the lower `bottom`, passes a
// light fence, and loads `top`. A thief, under the lock, stores the higher `top`, passes a heavy
// fence, and loads `bottom`. So if both reach for an entry, at least one of them sees the other:
//   - the thief sees `bottom` below his `top`, and steps back to `bottom`;
//   - the owner sees `top` above his `bottom`, and asks again under the lock, when the thief has
//     made up his mind.
// If both see it, the thief has stepped back when the owner gets the lock, and the owner wins.
// The owner pays no atomic read-modify-write for what he takes from his own deque; thieves pay the
// heavy fence, so they take half of what is there. Steals are rare in programs that split their
// work well: computing fib(30) by 2.7 million tasks takes a handful.
//
// A heavy fence takes up to a hundred microseconds while the owner runs, so a thief asks first: he
// makes `top` greater than any index. The owner sees that when he next takes an entry, though he
// does not look for it, and answers: he writes half of what is there down for the thief, and moves
// `top` himself. That orders what he did before, so it takes no fence. A thief that gets no answer
// for a while, for the owner may be busy with a long task, takes his question back and goes on as
// above. Both moves are compare-and-swaps, so one of them fails. This is what deques that only
// their owners touch do (Acar, Chargueraud and Rainey, "Scheduling parallel programs by work
// stealing with private deques", PPoPP 2013), with a way out. The owner gives the oldest entries;
// but one who asks for the oldest himself, for he waits for tasks in the order of their submission,
// gives the newest, so that the two meet once.
//
// The owner may also take an entry that is not the newest: he takes all down to it in one step, and
// puts the newer ones back, one place lower. Thieves see fewer entries for that moment, so he must
// then announce work again, as after a push.
//
// Memory order. push: the entry is written before the release of `bottom`, and a thief acquires the
// `bottom` that he goes by, or the `top` that he is answered, before he reads entries; so he also
// sees the tasks that they point to. An entry that the owner overwrites is not below any `bottom`
// and `top` that a thief goes by: the owner has taken it, so the thief stepped back from it, or he
// saw under the lock that thieves have taken it, and read it. The ring is replaced under the lock.
// Other moves of `top` are relaxed: the lock orders thieves, and the fences order thief and owner.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "futures/detail/memory.hpp"
#include "futures/detail/spin_lock.hpp"

namespace futures::detail {

/// Of pointers to Item, which it does not own. All members but steal(), size() and empty() are for
/// the owner. At most `MostStolen` entries are stolen at a time.
template <class Item, class Memory = hardware, std::size_t MostStolen = 64>
class work_deque {
 public:
  static constexpr std::size_t most_stolen = MostStolen;

  /// Requires: `capacity` is a power of two.
  explicit work_deque(std::size_t capacity = 256)
      : room_until_(static_cast<index>(capacity)), ring_(capacity) {}

  /// Returns: false when there may be no room for it without a look at what thieves took.
  bool push_quickly(Item* item) noexcept {
    const auto bottom = bottom_.load(std::memory_order_relaxed);
    if (bottom == room_until_) [[unlikely]]
      return false;
    ring_.at(bottom).store(item, std::memory_order_relaxed);
    bottom_.store(bottom + 1, std::memory_order_release);  // pairs with steal()
    return true;
  }
  /// Throws: std::bad_alloc, and then nothing was pushed.
  [[gnu::noinline]] void push(Item* item) {
    if (push_quickly(item)) return;
    make_room();
    push_quickly(item);
  }

  /// Takes the newest entry. Returns: null when there is none, or a thief has it.
  Item* pop_newest() noexcept {
    const auto bottom = bottom_.load(std::memory_order_relaxed);
    auto* const item = peek(bottom - 1);
    return take_down_to(bottom - 1, bottom) ? item : nullptr;
  }
  /// What pop_near_end() did; after the last two settle_near_end() must follow.
  enum class popped { elsewhere, newest, second, newest_contested, second_contested };
  /// Takes `item` if it is the newest entry or the newest but one.
  popped pop_near_end(const Item* item) noexcept {
    const auto bottom = bottom_.load(std::memory_order_relaxed);
    auto* const newest = peek(bottom - 1);
    if (newest == item) {
      bottom_.store(bottom - 1, std::memory_order_relaxed);
      Memory::light_fence();  // pairs with the heavy fence of steal()
      if (top_.load(std::memory_order_relaxed) > bottom - 1) [[unlikely]]
        return popped::newest_contested;
      return popped::newest;
    }
    if (peek(bottom - 2) != item) return popped::elsewhere;
    bottom_.store(bottom - 2, std::memory_order_relaxed);
    Memory::light_fence();  // as above
    if (top_.load(std::memory_order_relaxed) > bottom - 2) [[unlikely]]
      return popped::second_contested;
    put_newest_down(bottom);
    return popped::second;
  }
  /// The end of a pop_near_end() that a thief seems to be in the way of.
  [[gnu::noinline, gnu::cold]] popped settle_near_end(popped contested) noexcept {
    const bool second = contested == popped::second_contested;
    const auto taken_to = bottom_.load(std::memory_order_relaxed);
    const auto bottom = taken_to + (second ? 2 : 1);
    if (!settle(taken_to, bottom)) return popped::elsewhere;
    if (second) put_newest_down(bottom);
    return second ? popped::second : popped::newest;
  }

  /// Takes `item`, wherever it is among the entries that are cheap to look at: the oldest, the
  /// newest few, and the successor of the entry taken before. Returns: false when it is not found,
  /// or a thief has it. Cost: constant for the oldest; else linear in the number of newer entries,
  /// of which at most `most_moved` are moved.
  [[gnu::noinline]] bool pop(Item* item) noexcept {
    if (top_.load(std::memory_order_relaxed) >= asked && answer_or_pop_oldest(item)) return true;
    const auto bottom = bottom_.load(std::memory_order_relaxed);
    const auto oldest = oldest_place();
    if (bottom - oldest > 2 && peek(oldest) == item) return pop_oldest_if(item);
    const auto place = find(item, bottom);
    if (place == nowhere || !take_down_to(place, bottom)) return false;
    for (auto i = place + 1; i < bottom; ++i)
      ring_.at(i - 1).store(peek(i), std::memory_order_relaxed);
    bottom_.store(bottom - 1, std::memory_order_release);  // pairs with steal()
    last_place_ = place;
    return true;
  }

  /// Takes the oldest entry. Returns: null when there is none.
  Item* pop_oldest() noexcept {
    if (empty()) return nullptr;
    const owner_guard lock(*this);
    const auto top = top_.load(std::memory_order_relaxed);
    if (top >= bottom_.load(std::memory_order_relaxed)) return nullptr;
    top_.store(top + 1, std::memory_order_relaxed);
    return peek(top);
  }

  /// Takes half of the entries, but at most `most_stolen`; on any thread. `mark` is called with
  /// each before the owner can find out that it is gone. `is_patient()` tells, after a pause,
  /// whether to look again for the owner's answer; after a "no" the fence may follow. Returns: how
  /// many were written to `items`, oldest first. Requires: it has room for the most.
  template <class Mark, class Patience>
  std::size_t steal(Item** items, Mark mark, Patience is_patient) noexcept {
    if (empty() || !lock_.try_lock()) return 0;
    const auto count = ask(items, is_patient);
    for (index i = 0; i < count; ++i) mark(*items[i]);
    lock_.unlock();
    return static_cast<std::size_t>(count);
  }

  /// Waits until no thief is about to take entries. Returns: whether there was one; what he did not
  /// take is there again, and what he took is marked.
  bool wait_for_thief() noexcept {
    if (lock_.try_lock()) {
      lock_.unlock();
      return false;
    }
    const owner_guard lock(*this);
    return true;
  }

  /// How many entries there were a moment ago; on any thread.
  std::size_t size() const noexcept {
    const auto top = oldest_place();
    const auto bottom = bottom_.load(std::memory_order_relaxed);
    return top < bottom ? static_cast<std::size_t>(bottom - top) : 0;
  }
  bool empty() const noexcept { return size() == 0; }

 private:
  using index = std::int64_t;
  static constexpr index nowhere = -1;
  static constexpr index looked_at = 16;
  static constexpr index most_moved = 1024;       // as many take about as long as a heavy fence
  static constexpr index asked = index{1} << 62;  // added to `top`: a thief waits for an answer
  template <class T>
  using atomic = typename Memory::template atomic<T>;

  struct ring {
    explicit ring(std::size_t capacity)
        : mask(static_cast<index>(capacity) - 1), items(new atomic<Item*>[capacity] {}) {}
    atomic<Item*>& at(index i) const noexcept { return items[static_cast<std::size_t>(i & mask)]; }
    index mask;
    std::unique_ptr<atomic<Item*>[]> items;
  };

  /// The owner's lock: a thief that holds it may wait for his answer.
  class owner_guard {
   public:
    explicit owner_guard(work_deque& of) noexcept : lock_(of.lock_) {
      for (;;) {
        of.answer();
        if (lock_.try_lock()) break;
        Memory::relax();
      }
    }
    owner_guard(const owner_guard&) = delete;
    owner_guard& operator=(const owner_guard&) = delete;
    ~owner_guard() { lock_.unlock(); }

   private:
    spin_lock<Memory>& lock_;
  };

  Item* peek(index i) const noexcept { return ring_.at(i).load(std::memory_order_relaxed); }

  index oldest_place() const noexcept {
    const auto top = top_.load(std::memory_order_relaxed);
    return top < asked ? top : top - asked;
  }
  static index share_of(index there) noexcept {
    return std::clamp<index>((there + 1) / 2, 0, static_cast<index>(MostStolen));
  }

  /// The owner's answer to a thief that asks, if one does: the oldest entries.
  void answer() noexcept {
    const auto question = top_.load(std::memory_order_acquire);  // pairs with ask()
    if (question < asked) return;
    const auto top = question - asked;
    const auto count = share_of(bottom_.load(std::memory_order_relaxed) - top);
    give(question, top, count, top + count);
  }
  /// The same, with the newest entries, when the owner takes the oldest himself. Returns: whether
  /// he did, for it is `item`.
  bool answer_or_pop_oldest(const Item* item) noexcept {
    const auto question = top_.load(std::memory_order_acquire);  // pairs with ask()
    const auto bottom = bottom_.load(std::memory_order_relaxed);
    const auto top = question - asked;
    if (question < asked || top >= bottom || peek(top) != item) {
      answer();
      return false;
    }
    const auto count = share_of(bottom - top - 1);
    bottom_.store(bottom - count, std::memory_order_release);  // pairs with take_unanswered()
    if (give(question, bottom - count, count, top + 1)) return true;
    bottom_.store(bottom, std::memory_order_release);  // pairs with take_unanswered()
    return false;
  }
  /// Returns: false when the thief goes on by himself.
  bool give(index question, index from, index count, index top) noexcept {
    for (index i = 0; i < count; ++i) given_[static_cast<std::size_t>(i)] = peek(from + i);
    given_count_ = count;
    return top_.compare_exchange_strong(question, top, std::memory_order_release,
                                        std::memory_order_relaxed);  // pairs with ask()
  }

  /// Takes entries for a thief. Requires: the lock is held. Returns: how many.
  template <class Patience>
  index ask(Item** items, Patience is_patient) noexcept {
    const auto top = top_.load(std::memory_order_relaxed);
    if (bottom_.load(std::memory_order_relaxed) <= top) return 0;
    const auto question = top + asked;
    top_.store(question, std::memory_order_release);  // pairs with answer(): given_ was read
    auto found = question;
    while (found == question && is_patient())
      found = top_.load(std::memory_order_acquire);  // pairs with give()
    const auto wanted = share_of(bottom_.load(std::memory_order_relaxed) - top);
    if (found == question &&
        top_.compare_exchange_strong(found, top + wanted, std::memory_order_acquire,
                                     std::memory_order_acquire))  // pairs with give()
      return take_unanswered(items, top, wanted);
    std::copy_n(given_.begin(), given_count_, items);
    return given_count_;
  }
  index take_unanswered(Item** items, index top, index wanted) noexcept {
    if (wanted == 0) return 0;
    Memory::heavy_fence();  // pairs with the light fence of take_down_to()
    const auto bottom = bottom_.load(std::memory_order_acquire);  // pairs with push() and pop()
    const auto count = std::clamp<index>(bottom - top, 0, wanted);
    if (count < wanted) top_.store(top + count, std::memory_order_relaxed);
    for (index i = 0; i < count; ++i) items[i] = peek(top + i);
    return count;
  }

  /// Takes the entries from `place` to `bottom`. Returns: false when a thief has that at `place`,
  /// or there is none; then nothing is taken.
  bool take_down_to(index place, index bottom) noexcept {
    bottom_.store(place, std::memory_order_relaxed);
    Memory::light_fence();  // pairs with the heavy fence of steal()
    if (top_.load(std::memory_order_relaxed) <= place) [[likely]]
      return true;
    return settle(place, bottom);
  }
  /// The end of take_down_to() when a thief seems to reach for the entry, or asks. Looking again
  /// without the lock is as good as the first look: `bottom` was lowered before both.
  [[gnu::noinline, gnu::cold]] bool settle(index place, index bottom) noexcept {
    answer();
    if (top_.load(std::memory_order_relaxed) <= place) return true;
    const owner_guard lock(*this);
    if (top_.load(std::memory_order_relaxed) <= place) return true;
    bottom_.store(bottom, std::memory_order_relaxed);
    return false;
  }

  /// After the two newest entries were taken: gives the newest one back, one place lower.
  void put_newest_down(index bottom) noexcept {
    ring_.at(bottom - 2).store(peek(bottom - 1), std::memory_order_relaxed);
    bottom_.store(bottom - 1, std::memory_order_release);  // pairs with steal()
  }

  /// Who waits for tasks in the order in which he submitted them asks for the oldest each time.
  bool pop_oldest_if(const Item* item) noexcept {
    const owner_guard lock(*this);
    const auto top = top_.load(std::memory_order_relaxed);
    if (top >= bottom_.load(std::memory_order_relaxed) || peek(top) != item) return false;
    top_.store(top + 1, std::memory_order_relaxed);
    return true;
  }

  index find(const Item* item, index bottom) const noexcept {
    const auto oldest = oldest_place();
    if (last_place_ >= oldest && last_place_ < bottom && bottom - last_place_ <= most_moved &&
        peek(last_place_) == item)
      return last_place_;
    for (auto i = bottom - 1; i >= std::max(oldest, bottom - looked_at); --i)
      if (peek(i) == item) return i;
    return nowhere;
  }

  /// Under the lock: a thief moves `top` before he reads what he takes, and what is below `top` may
  /// be overwritten only when he has read it.
  index top_that_nobody_reads_below() {
    const owner_guard lock(*this);
    return top_.load(std::memory_order_relaxed);
  }

  void make_room() {
    const auto bottom = bottom_.load(std::memory_order_relaxed);
    const auto oldest = top_that_nobody_reads_below();
    if (bottom - oldest == ring_.mask + 1) {
      ring bigger(static_cast<std::size_t>(ring_.mask + 1) * 2);
      const owner_guard lock(*this);
      for (auto i = oldest; i < bottom; ++i) bigger.at(i).store(peek(i), std::memory_order_relaxed);
      std::swap(ring_, bigger);
    }
    room_until_ = oldest + ring_.mask + 1;  // thieves can only make more room
  }

  alignas(64) atomic<index> top_{0};  // a line of its own: thieves write it
  spin_lock<Memory> lock_;            // by thieves it is held for a heavy fence, too
  alignas(64) atomic<index> bottom_{0};
  index room_until_;            // entries below this index have room, whatever thieves do
  index last_place_ = nowhere;  // where pop() found its item
  ring ring_;                   // replaced under the lock
  // What the owner gives to a thief that asked, until that one releases the lock:
  std::array<Item*, MostStolen> given_{};
  index given_count_ = 0;
};

}  // namespace futures::detail
