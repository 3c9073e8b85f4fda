// SPDX-License-Identifier: MIT
// The list of blocked threads, and the search for those that can never go on.
#include "core/blocking.hpp"

#include <algorithm>
#include <mutex>
#include <string>

#include "core/driven.hpp"
#include "core/futex.hpp"
#include "futures/executor.hpp"

namespace futures::detail {

class blocked_list {
 public:
  static blocked_list& of_process() {
    static auto* const list = new blocked_list;  // threads may block while the program ends
    return *list;
  }

  std::mutex mutex;

  void add(blocked_scope& added) noexcept {
    added.next_ = std::exchange(first_, &added);
    if (added.next_ != nullptr) added.next_->previous_ = &added;
  }
  void remove(blocked_scope& gone) noexcept {
    (gone.previous_ != nullptr ? gone.previous_->next_ : first_) = gone.next_;
    if (gone.next_ != nullptr) gone.next_->previous_ = gone.previous_;
  }

  /// Finds out who is stuck; see the header.
  void find_stuck() noexcept {
    for (auto* each = first_; each != nullptr; each = each->next_) each->stuck_ = true;
    for (bool changed = true; changed;) {
      changed = false;
      for (auto* each = first_; each != nullptr; each = each->next_)
        if (each->stuck_ && can_go_on(*each)) {
          each->stuck_ = false;
          changed = true;
        }
    }
  }

  bool all_blocked(const executor& home) const noexcept {
    return home.max_workers() != 0 && count(home, false) >= home.max_workers();
  }

  /// Rings for those who wait for one of several, and may have to run one of them themselves.
  void ring(const blocked_scope& newcomer) noexcept {
    for (const auto* frame = newcomer.frames_; frame != nullptr; frame = frame->outer) {
      if (!all_blocked(*frame->home())) continue;
      for (auto* each = first_; each != nullptr; each = each->next_)
        if (each->doorbell_ != nullptr && each != &newcomer && runs(*each, frame->home())) {
          // release pairs with the sleeper's load.
          each->doorbell_->fetch_add(1, std::memory_order_release);
          futex_wake_all(*each->doorbell_);
        }
    }
  }

  /// "waits for a task of thread_pool, which waits for ...": the way from a stuck thread.
  std::string circle_from(const blocked_scope& start) const {
    std::string text = "the task waits for ";
    const auto* at = &start;
    for (int step = 0; at != nullptr && step < longest_told; ++step) {
      auto* const target = at->targets_.front();
      at = holder_of(*target);
      text += describe(*target);
      if (at == &start) return text + " that waits for itself: a circle";
      text += at != nullptr ? " that waits for " : "";
    }
    return text + ", and so on";
  }

 private:
  static constexpr int longest_told = 8;

  static std::string describe(const shared_state& target) {
    const auto* const home = target.home();
    const auto name = home != nullptr ? std::string(home->name()) : std::string("no executor");
    if (target.state() != future_state::pending) return "a task of " + name;
    return "a task of " + name + " that cannot start, for its workers all wait";
  }

  static bool runs(const blocked_scope& thread, const executor* home) noexcept {
    for (const auto* frame = thread.frames_; frame != nullptr; frame = frame->outer)
      if (frame->home() == home) return true;
    return false;
  }

  std::size_t count(const executor& home, bool only_stuck) const noexcept {
    std::size_t found = 0;
    for (auto* each = first_; each != nullptr; each = each->next_)
      if ((each->stuck_ || !only_stuck) && runs(*each, &home)) ++found;
    return found;
  }

  /// Whom the target needs to go on: the blocked thread in the middle of it, or, if it is pending,
  /// any stuck worker of its executor. Null when nobody blocks it.
  const blocked_scope* holder_of(const shared_state& target) const noexcept {
    const bool pending = target.state() == future_state::pending;
    for (auto* each = first_; each != nullptr; each = each->next_)
      for (const auto* frame = each->frames_; frame != nullptr; frame = frame->outer)
        if (pending ? each->stuck_ && frame->home() == target.home() : frame->task == &target)
          return each;
    return nullptr;
  }

  bool can_happen(const blocked_scope& waiter, const shared_state& target) const noexcept {
    const auto* const home = target.home();
    if (target.done() || home == nullptr) return true;
    if (target.state() == future_state::pending) {
      if (waiter.doorbell_ != nullptr && runs(waiter, home)) return true;  // it will claim one
      // The target may be done by now, and its executor gone, unless somebody here is its worker.
      const auto stuck = count(*home, true);
      return stuck == 0 || stuck < home->max_workers() || home->max_workers() == 0;
    }
    const auto* const holder = holder_of(target);
    return holder == nullptr || !holder->stuck_;
  }

  bool can_go_on(const blocked_scope& waiter) const noexcept {
    for (const auto* target : waiter.targets_)
      if (can_happen(waiter, *target)) return true;
    return false;
  }

  blocked_scope* first_ = nullptr;
};

blocked_scope::blocked_scope(shared_state& target) : one_(&target), targets_(&one_, 1) { enter(); }

blocked_scope::blocked_scope(std::span<shared_state* const> targets,
                             std::atomic<std::uint32_t>& doorbell)
    : one_(nullptr), targets_(targets), doorbell_(&doorbell) {
  enter();
}

bool blocked_scope::waits_for_itself() const {
  return !targets_.empty() && std::ranges::all_of(targets_, [](const shared_state* target) {
    return target->state() == future_state::pending && is_driven_here(target->home()) &&
           !runs_task_of(target->home());
  });
}

void blocked_scope::enter() {
  if (driven_here != nullptr && waits_for_itself())
    throw deadlock_error("deadlock: this thread waits for a task that only it would run");
  if (frames_ == nullptr) return;
  auto& list = blocked_list::of_process();
  const std::lock_guard lock(list.mutex);
  list.add(*this);
  list.find_stuck();
  if (!stuck_ || targets_.empty()) return list.ring(*this);
  try {
    throw deadlock_error("deadlock: " + list.circle_from(*this));
  } catch (...) {
    list.remove(*this);
    throw;
  }
}

blocked_scope::~blocked_scope() {
  if (frames_ == nullptr) return;
  auto& list = blocked_list::of_process();
  const std::lock_guard lock(list.mutex);
  list.remove(*this);
}

bool blocked_scope::all_workers_blocked(const executor& home) {
  auto& list = blocked_list::of_process();
  const std::lock_guard lock(list.mutex);
  return list.all_blocked(home);
}

}  // namespace futures::detail
