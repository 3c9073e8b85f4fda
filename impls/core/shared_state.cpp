// SPDX-License-Identifier: MIT
// The state of futures: see the header for how it works.
#include "futures/detail/shared_state.hpp"

#include "core/blocking.hpp"
#include "core/extras.hpp"
#include "core/futex.hpp"
#include "core/spin.hpp"
#include "core/trace.hpp"
#include "futures/executor.hpp"

namespace futures::detail {
namespace {

void call_reporting(callback_node& node, shared_state& state, const handler_ptr& handler) noexcept {
  try {
    node.call(state);
  } catch (...) {
    report_unobserved(handler, std::current_exception());
  }
}

handler_ptr handler_of(const executor* home) {
  return home != nullptr ? home->unobserved() : nullptr;
}

/// The exception of a task whose own could not be kept.
const std::exception_ptr no_memory_left = std::make_exception_ptr(std::bad_alloc());

}  // namespace

const executor* task_frame::home() const noexcept { return task->home(); }

bool runs_task_of(const executor* home) noexcept {
  for (const auto* frame = current_frame; frame != nullptr; frame = frame->outer)
    if (frame->home() == home) return true;
  return false;
}

void shared_state::destroy_extras() noexcept {
  const std::unique_ptr<extras> mine(extras_.load(std::memory_order_relaxed));
  // A promise's exception is its maker's own business.
  if (home_ != nullptr && mine->exception != nullptr && (life_.load() & life::observed) == 0)
    report_unobserved(mine->on_unobserved, mine->exception);
}

extras& shared_state::have_extras() {
  auto* found = extras_.load(std::memory_order_acquire);
  if (found != nullptr) return *found;
  auto made = std::make_unique<extras>();
  // release: whoever loads the pointer sees the object.
  life_.note_extras();
  if (extras_.compare_exchange_strong(found, made.get(), std::memory_order_acq_rel))
    return *made.release();
  return *found;
}

bool shared_state::cancel() {
  if (!life_.cancel()) return state() == future_state::cancelled;
  discard();
  tell();
  return true;
}

bool shared_state::run_in_place_attended() noexcept {
  const task_token owned(this);
  if (try_start()) finish_with(!execute_storing(), false);
  return life_.has_value_to_read();
}

void shared_state::run() noexcept {
  const task_scope scope(*this);
  traced_run traced(*this);
  const bool by_exception = !execute_storing();
  traced.end();
  finish_with(by_exception, false);
}

void shared_state::run_and_drop_token() noexcept {
  const task_scope scope(*this);
  traced_run traced(*this);
  const bool by_exception = !execute_storing();
  traced.end();
  finish_with(by_exception, true);
}

bool shared_state::run_before_callbacks() noexcept {
  const task_scope scope(*this);
  traced_run traced(*this);
  const bool by_exception = !execute_storing();
  traced.end();
  const auto word = life_.finish(by_exception, false);
  if ((word & life::waiters) != 0) futex_wake_all(life_.sleeping_word());
  return (word & life::callbacks) != 0;
}

void shared_state::finish() noexcept {
  const auto* const mine =
      extras_.load(std::memory_order_acquire);  // somebody else may have made it
  finish_with(mine != nullptr && mine->exception != nullptr, false);
}

void shared_state::finish_attended(bool by_exception) noexcept {
  // Relaxed: what matters was written by this thread.
  if (extras_.load(std::memory_order_relaxed) != nullptr) unlink_from_executor();
  finish_with(by_exception, true);
}

void shared_state::finish_with(bool by_exception, bool owns_token) noexcept {
  const auto word = life_.finish(by_exception, owns_token);
  // From here on the state may be gone if its token was dropped; a futex needs only the address.
  if ((word & life::waiters) != 0) futex_wake_all(life_.sleeping_word());
  if ((word & life::followed) != 0) [[unlikely]]
    if (auto* const self = this_worker(); self != nullptr && !self->deque.empty())
      self->takes_newest = !self->takes_newest;
  if ((word & life::callbacks) != 0) {
    call_callbacks();
    if (owns_token) drop_token();
  } else if (owns_token && (word & life::abandoned) != 0) {
    delete this;
  }
}

// The waiters first, as in Python: a result does not wait for callbacks.
void shared_state::tell() noexcept {
  futex_wake_all(life_.sleeping_word());
  call_callbacks();
}

void shared_state::call_callbacks() noexcept {
  auto* const mine = extras_.load(std::memory_order_acquire);
  if (mine == nullptr) return;
  callback_node* node = nullptr;
  bool is_holder = false;
  {
    const std::lock_guard lock(mine->mutex);
    mine->closed = true;
    node = std::exchange(mine->first, nullptr);
    is_holder = std::exchange(mine->is_holder, false);
  }
  while (node != nullptr) {
    const std::unique_ptr<callback_node> current(std::exchange(node, node->next));
    call_reporting(*current, *this, mine->on_unobserved);
  }
  if (is_holder) drop_holder();
}

void shared_state::add_callback(std::unique_ptr<callback_node> node) {
  auto& mine = have_extras();
  {
    const std::lock_guard lock(mine.mutex);
    if (mine.on_unobserved == nullptr && !done()) mine.on_unobserved = handler_of(home_);
    if (!mine.closed) {
      auto* const added = node.release();
      added->previous = mine.first != nullptr ? mine.last : nullptr;
      (mine.first != nullptr ? mine.last->next : mine.first) = added;
      mine.last = added;
      // A callback is given a future. Were there none left then, its own would count up from zero,
      // and two would take themselves for the last one.
      if (!std::exchange(mine.is_holder, true)) life_.add_holder();
    }
  }
  if (node != nullptr) {
    call_reporting(*node, *this, mine.on_unobserved);
  } else if (!life_.set_flag(life::callbacks)) {
    call_callbacks();
  }
}

bool shared_state::remove_callback(callback_node& node) noexcept {
  auto* const mine = extras_.load(std::memory_order_acquire);
  const std::lock_guard lock(mine->mutex);
  if (mine->closed) return false;
  (node.previous != nullptr ? node.previous->next : mine->first) = node.next;
  (node.next != nullptr ? node.next->previous : mine->last) = node.previous;
  delete &node;
  if (mine->first == nullptr && std::exchange(mine->is_holder, false))
    life_.drop_holder();  // not the last one: the caller has a future
  return true;
}

bool shared_state::claim_on_worker() noexcept {
  return home_ != nullptr && runs_task_of(home_) && home_->claim(*this);
}

#ifdef FUTURES_TRACE_READS
void shared_state::record_read() const noexcept {
  if (is_tracing()) record(trace_event::kind::wait_ends, *this, current_frame);
}
#endif

void shared_state::wait_or_claim() {
  if (is_tracing()) [[unlikely]]
    return wait_or_claim_traced();
  if (!claim_on_worker()) sleep_until_done(nullptr);
}

void shared_state::wait_or_claim_traced() {
  shared_state* const self = this;
  const traced_wait traced({&self, 1});
  if (!claim_on_worker()) sleep_until_done(nullptr);
}

bool shared_state::execute_storing() noexcept {
  bool returned = true;
  try {
    execute();
  } catch (...) {
    returned = store_current_exception();
  }
  // Relaxed: what matters was written by this thread.
  if (extras_.load(std::memory_order_relaxed) != nullptr) unlink_from_executor();
  return returned;
}

bool shared_state::store_current_exception() noexcept {
  store_exception(std::current_exception());
  return false;
}

// The calls at the ends of branches are tail calls, so that the common path saves few registers.
void shared_state::wait_or_throw() {
  using popped = work_deque<shared_state>::popped;
  if (!this_place->accepts(home_)) return wait_or_throw_slowly();
  auto& self = accepting_worker();  // not null: a promise, which has no home, does not get here
  const auto found = self.deque.pop_near_end(this);
  if (found == popped::second) {
    if (self.has_sleepers()) [[unlikely]]
      return wait_after_pop(found);
  } else if (found != popped::newest) {
    return found == popped::elsewhere ? wait_or_throw_slowly() : wait_after_pop(found);
  }
  const bool has_value = run_in_place();
  if (!has_value || self.leftovers) [[unlikely]]
    wait_or_throw_slowly();
}

void shared_state::wait_after_pop(work_deque<shared_state>::popped found) {
  using popped = work_deque<shared_state>::popped;
  auto& self = accepting_worker();
  if (found != popped::second) found = self.deque.settle_near_end(found);
  if (found != popped::newest) self.announce();  // of what the deque did not show for a moment
  if (found != popped::elsewhere) run_in_place();
  wait_or_throw_slowly();
}

void shared_state::wait_or_throw_slowly() {
  if (auto* const self = this_worker(); self != nullptr && self->leftovers)
    self->pool.throw_leftovers_away();
  if (life_.has_value_to_read()) return;
  wait();
  rethrow_failure();
  require_not_taken();
}

bool shared_state::wait_until(deadline limit) {
  if (done() || deadline::clock::now() >= limit) return done();
  shared_state* const self = this;
  const traced_wait traced({&self, 1});
  return sleep_until_done(&limit);
}

bool shared_state::sleep_until_done(const deadline* limit) {
  if (current_frame == nullptr && help_until_done(limit)) return true;
  if (spin_until([this] { return done(); })) return true;
  std::optional<blocked_scope> blocked;
  if (limit == nullptr) blocked.emplace(*this);
  for (;;) {
    if (!life_.set_flag(life::waiters)) return true;
    const auto value = life_.sleeping_value();
    if (done()) return true;
    if (limit != nullptr && deadline::clock::now() >= *limit) return false;
    futex_wait(life_.sleeping_word(), value, limit);
  }
}

bool shared_state::request_stop() {
  auto& mine = have_extras();
  std::optional<std::stop_source> source;
  {
    const std::lock_guard lock(mine.mutex);
    if (done()) return false;
    if (!mine.stop) mine.stop.emplace();
    source = mine.stop;
  }
  return source->request_stop();  // runs stop callbacks, so without the lock
}

std::stop_token shared_state::stop_token(const std::stop_token& of_executor) {
  auto& mine = have_extras();
  const std::lock_guard lock(mine.mutex);
  if (!mine.stop) mine.stop.emplace();
  if (!mine.from_executor) mine.from_executor.emplace(of_executor, stop_forwarder{*mine.stop});
  return mine.stop->get_token();
}

void shared_state::unlink_from_executor() noexcept {
  extras_.load(std::memory_order_acquire)->from_executor.reset();
}

void shared_state::store_exception(std::exception_ptr problem) noexcept {
  try {
    auto& mine = have_extras();
    const std::lock_guard lock(mine.mutex);
    mine.on_unobserved = handler_of(home_);
    mine.exception = std::move(problem);
  } catch (const std::bad_alloc&) {
    // No room for it: exception() will say so.
  }
}

std::exception_ptr shared_state::exception() {
  const auto word = life_.load();
  if (life::status_of(word) == future_state::cancelled)
    throw cancelled_error("the future was cancelled");
  if ((word & life::failed) == 0) return nullptr;
  if ((word & life::observed) == 0) life_.mark(life::observed);
  const auto* const mine = extras_.load(std::memory_order_acquire);
  return mine != nullptr && mine->exception != nullptr ? mine->exception : no_memory_left;
}

void shared_state::rethrow() { std::rethrow_exception(exception()); }

void shared_state::mark_taken() {
  if ((life_.mark(life::taken) & life::taken) != 0) refuse_taken();
}

void shared_state::refuse_taken() { throw invalid_state_error("the value was taken before"); }

}  // namespace futures::detail
