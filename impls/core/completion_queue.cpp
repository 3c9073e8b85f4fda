// SPDX-License-Identifier: MIT
// Waiting for whichever state is done next.
#include "futures/detail/completion_queue.hpp"

#include <deque>

#include "core/blocking.hpp"
#include "core/futex.hpp"
#include "core/spin.hpp"
#include "core/trace.hpp"

namespace futures::detail {

struct completion_queue::slot {
  std::size_t ticket;
  shared_state* state = nullptr;
  callback_node* callback = nullptr;  // null when the state was done before
  slot* next = nullptr;               // among those done, or free
  slot* older = nullptr;
  slot* newer = nullptr;
  std::size_t place = 0;  // in targets_
};

struct completion_queue::hub {
  void push(slot& done) noexcept {
    done.next = stack.load(std::memory_order_relaxed);
    // release pairs with take_done(); relaxed: a failed step is tried again.
    while (!stack.compare_exchange_weak(done.next, &done, std::memory_order_release,
                                        std::memory_order_relaxed)) {
    }
    // seq_cst: either this thread sees the sleeper, or the sleeper the rung doorbell.
    doorbell.fetch_add(1, std::memory_order_seq_cst);
    if (asleep.load(std::memory_order_seq_cst)) futex_wake_all(doorbell);
  }
  bool empty() const noexcept { return stack.load(std::memory_order_acquire) == nullptr; }

  std::deque<slot> slots;  // does not move them
  std::atomic<slot*> stack{nullptr};
  std::atomic<std::uint32_t> doorbell{0};
  std::atomic<bool> asleep{false};
};

struct completion_queue::notifier final : callback_node {
  notifier(std::shared_ptr<hub> h, slot& s) : to(std::move(h)), of(s) {}
  void call(shared_state&) override { to->push(of); }
  std::shared_ptr<hub> to;
  slot& of;
};

namespace {

/// Says that the waiter sleeps, until the end of the scope.
class asleep_scope {
 public:
  explicit asleep_scope(std::atomic<bool>& flag) noexcept : flag_(flag) {
    flag_.store(true, std::memory_order_seq_cst);  // pairs with push()
  }
  asleep_scope(const asleep_scope&) = delete;
  asleep_scope& operator=(const asleep_scope&) = delete;
  ~asleep_scope() { flag_.store(false, std::memory_order_relaxed); }  // a late ring is harmless

 private:
  std::atomic<bool>& flag_;
};

}  // namespace

completion_queue::completion_queue() : hub_(std::make_shared<hub>()) {}

completion_queue::~completion_queue() {
  for (auto* each = oldest_; each != nullptr; each = each->newer)
    if (each->callback != nullptr) each->state->remove_callback(*each->callback);
}

completion_queue::slot& completion_queue::add_slot(shared_state& state) {
  if (free_ == nullptr) free_ = &hub_->slots.emplace_back(slot{.ticket = hub_->slots.size()});
  owners_.push_back(free_);
  try {
    targets_.push_back(&state);
  } catch (...) {
    owners_.pop_back();
    throw;
  }
  auto& mine = *std::exchange(free_, free_->next);
  mine = {.ticket = mine.ticket, .state = &state, .older = newest_, .place = targets_.size() - 1};
  (newest_ != nullptr ? newest_->newer : oldest_) = &mine;
  newest_ = &mine;
  return mine;
}

std::size_t completion_queue::remove_slot(slot& gone) noexcept {
  (gone.older != nullptr ? gone.older->newer : oldest_) = gone.newer;
  (gone.newer != nullptr ? gone.newer->older : newest_) = gone.older;
  owners_.back()->place = gone.place;
  owners_[gone.place] = owners_.back();
  targets_[gone.place] = targets_.back();
  owners_.pop_back();
  targets_.pop_back();
  gone.next = std::exchange(free_, &gone);
  return gone.ticket;
}

std::size_t completion_queue::watch(shared_state& state) {
  auto& mine = add_slot(state);
  if (state.done()) {
    hub_->push(mine);
    return mine.ticket;
  }
  try {
    auto added = std::make_unique<notifier>(hub_, mine);
    mine.callback = added.get();
    state.add_callback(std::move(added));
  } catch (...) {
    remove_slot(mine);
    throw;
  }
  return mine.ticket;
}

completion_queue::slot* completion_queue::take_done() noexcept {
  if (done_ == nullptr) {
    auto* last = hub_->stack.exchange(nullptr, std::memory_order_acquire);
    while (last != nullptr) {  // turned round: the first one comes first
      auto* const earlier = std::exchange(last->next, done_);
      done_ = std::exchange(last, earlier);
    }
  }
  auto* const first = done_;
  if (first != nullptr) done_ = first->next;
  return first;
}

std::optional<std::size_t> completion_queue::next(const deadline* limit) {
  auto* done = take_done();
  if (done == nullptr && wait(limit)) done = take_done();
  if (done == nullptr) return {};
  return remove_slot(*done);
}

/// Returns: whether something is done; without a limit it is.
bool completion_queue::wait(const deadline* limit) {
  if (limit != nullptr && deadline::clock::now() >= *limit) return !hub_->empty();
  const traced_wait traced(targets_);
  if (limit != nullptr) return sleep_until(*limit);
  while (hub_->empty())
    if (auto* const task = sleep_or_find_task()) task->claim_on_worker();
  return true;
}

/// Returns: whether something is done.
bool completion_queue::sleep_until(deadline limit) {
  const auto done = [this] { return !hub_->empty(); };
  if (spin_until(done)) return true;
  const asleep_scope asleep(hub_->asleep);
  for (;;) {
    const auto bell = hub_->doorbell.load(std::memory_order_seq_cst);
    if (done()) return true;
    if (deadline::clock::now() >= limit) return false;
    futex_wait(hub_->doorbell, bell, &limit);
  }
}

/// Returns when something is done, or, with a task, when it is time to run that one.
shared_state* completion_queue::sleep_or_find_task() {
  const blocked_scope blocked(targets_, hub_->doorbell);
  if (auto* const task = find_task()) return task;
  if (spin_until([this] { return !hub_->empty(); })) return nullptr;
  const asleep_scope asleep(hub_->asleep);
  for (;;) {
    const auto bell = hub_->doorbell.load(std::memory_order_seq_cst);
    if (!hub_->empty()) return nullptr;
    if (auto* const task = find_task()) return task;
    futex_wait(hub_->doorbell, bell);
  }
}

shared_state* completion_queue::find_task() const {
  if (current_frame == nullptr) return nullptr;
  const executor* not_all_blocked = nullptr;  // there is mostly one executor
  for (auto* each = oldest_; each != nullptr; each = each->newer) {
    const auto* const home = each->state->home();
    if (home == nullptr || home == not_all_blocked || !runs_task_of(home)) continue;
    if (each->state->state() != future_state::pending) continue;
    if (blocked_scope::all_workers_blocked(*home)) return each->state;
    not_all_blocked = home;
  }
  return nullptr;
}

}  // namespace futures::detail
