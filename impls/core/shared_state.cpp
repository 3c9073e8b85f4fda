// SPDX-License-Identifier: MIT
// The state machine of futures: see the header for how it works.
#include "futures/detail/shared_state.hpp"

#include <cstdio>

#include "core/futex.hpp"
#include "core/task_context.hpp"
#include "futures/executor.hpp"

namespace futures::detail {
namespace {

/// Stands in the callback list of a done state: nothing may be added any more.
struct closed_list final : callback_node {
  void call(shared_state&) override {}
};
closed_list closed;

/// Looks at the word this often before it sleeps: about a microsecond, the price of a futex call.
constexpr int spins_before_sleep = 64;

void pause_cpu() noexcept {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#endif
}

void report(const char* what) noexcept {
  std::fprintf(stderr, "futures: a done callback threw: %s\n", what);
}

void call_reporting(callback_node& node, shared_state& state) noexcept {
  try {
    node.call(state);
  } catch (const std::exception& problem) {
    report(problem.what());
  } catch (...) {
    report("an object that is no std::exception");
  }
}

callback_node* reversed(callback_node* list) noexcept {
  callback_node* result = nullptr;
  while (list != nullptr) {
    callback_node* rest = std::exchange(list->next, result);
    result = std::exchange(list, rest);
  }
  return result;
}

}  // namespace

void shared_state::release() noexcept {
  // acq_rel: what every owner wrote happens before the destructor runs in the last one.
  if (references_.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  for (auto* node = callbacks_.load(std::memory_order_relaxed); node != nullptr && node != &closed;)
    delete std::exchange(node, node->next);
  delete this;
}

future_state shared_state::state() const noexcept {
  return static_cast<future_state>(word_.load(std::memory_order_acquire) & state_mask);
}

bool shared_state::has_value() const noexcept {
  return state() == future_state::finished && exception_ == nullptr;
}

bool shared_state::leave_pending(future_state target) noexcept {
  auto word = word_.load(std::memory_order_relaxed);
  while ((word & state_mask) == static_cast<std::uint32_t>(future_state::pending)) {
    // acquire pairs with the release of the reference that brought the task to this thread.
    if (word_.compare_exchange_weak(word, word | static_cast<std::uint32_t>(target),
                                    std::memory_order_acq_rel, std::memory_order_relaxed))
      return true;
  }
  return false;
}

bool shared_state::try_start() noexcept { return leave_pending(future_state::running); }

bool shared_state::cancel() {
  if (!leave_pending(future_state::cancelled)) return state() == future_state::cancelled;
  discard();
  notify();
  return true;
}

void shared_state::run() noexcept {
  try {
    execute();
  } catch (...) {
    store_exception(std::current_exception());
  }
  finish();
}

void shared_state::finish() noexcept {
  // running (1) becomes finished (3); release pairs with the acquire of done() and state().
  word_.fetch_or(static_cast<std::uint32_t>(future_state::finished), std::memory_order_acq_rel);
  notify();
}

void shared_state::notify() noexcept {
  // The waiters first, as in Python: a result does not wait for callbacks.
  if ((word_.fetch_and(~waiters_bit, std::memory_order_acq_rel) & waiters_bit) != 0)
    futex_wake_all(word_);
  // acq_rel pairs with the release of add_callback(): the nodes are complete.
  auto* node = reversed(callbacks_.exchange(&closed, std::memory_order_acq_rel));
  while (node != nullptr) {
    const std::unique_ptr<callback_node> current(std::exchange(node, node->next));
    call_reporting(*current, *this);
  }
}

void shared_state::add_callback(std::unique_ptr<callback_node> node) {
  auto* head = callbacks_.load(std::memory_order_acquire);
  while (head != &closed) {
    node->next = head;
    if (callbacks_.compare_exchange_weak(head, node.get(), std::memory_order_release,
                                         std::memory_order_acquire)) {
      node.release();
      return;
    }
  }
  call_reporting(*node, *this);
}

void shared_state::wait() {
  if (done()) return;
  if (home_ != nullptr && home_ == running_executor && home_->start(*this))
    run();
  else
    sleep_until_done(nullptr);
}

bool shared_state::wait_until(deadline limit) { return done() || sleep_until_done(&limit); }

bool shared_state::sleep_until_done(const deadline* limit) {
  for (int spin = 0; spin < spins_before_sleep; ++spin) {
    if (done()) return true;
    pause_cpu();
  }
  while (!done()) {
    if (limit != nullptr && deadline::clock::now() >= *limit) return false;
    const auto word = word_.fetch_or(waiters_bit, std::memory_order_acq_rel);
    if ((word & done_bit) == 0) futex_wait(word_, word | waiters_bit, limit);
  }
  return true;
}

const std::exception_ptr& shared_state::exception() const {
  if (state() == future_state::cancelled) throw cancelled_error("the future was cancelled");
  return exception_;
}

void shared_state::rethrow_failure() const {
  if (const auto& problem = exception()) std::rethrow_exception(problem);
}

void shared_state::mark_taken() {
  if ((word_.fetch_or(taken_bit, std::memory_order_acq_rel) & taken_bit) != 0)
    throw invalid_state_error("the value was taken before");
}

void shared_state::require_not_taken() const {
  if ((word_.load(std::memory_order_acquire) & taken_bit) != 0)
    throw invalid_state_error("the value was taken before");
}

}  // namespace futures::detail
