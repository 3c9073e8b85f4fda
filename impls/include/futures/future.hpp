// SPDX-License-Identifier: MIT
// future<T>: a copyable handle to a value that may not exist yet.
#pragma once

#include <chrono>
#include <concepts>
#include <iosfwd>

#include "futures/detail/shared_state.hpp"

namespace futures {

using nanoseconds = std::chrono::nanoseconds;

namespace detail {

/// A deadline that does not overflow, however long the timeout.
inline deadline deadline_after(nanoseconds timeout) {
  const auto now = deadline::clock::now();
  return timeout > deadline::max() - now ? deadline::max() : now + timeout;
}

struct future_access;

}  // namespace detail

/// What all futures have in common, whatever their type. Copies are handles to the same state.
/// Threads: every member may be called from any thread at any time.
class any_future {
 public:
  future_state state() const noexcept { return state_->state(); }
  bool done() const noexcept { return state_->done(); }
  bool running() const noexcept { return state() == future_state::running; }
  bool cancelled() const noexcept { return state() == future_state::cancelled; }

  /// Asks the task to stop, by its std::stop_token, if it has one or asks for one with
  /// this_task::stop_token(). Whether and when it does is up to the task; its future stays as it
  /// is. Returns: whether this was the first request, and the task not done.
  bool request_stop() { return state_->request_stop(); }

  /// Cancels the task if it has not started. A cancelled future is done at once: waiters wake with
  /// cancelled_error, callbacks run on this thread.
  /// Returns: whether the future is cancelled now; false once the task runs or has finished.
  bool cancel() { return state_->cancel(); }

  /// Blocks until the future is done. A worker that waits for a pending task of its own executor
  /// runs that task in place. Throws: deadlock_error when the wait would never end.
  void wait() const { state_->wait(); }
  /// Blocks for at most `timeout`. Returns: whether the future is done.
  bool wait_for(nanoseconds timeout) const {
    return state_->wait_until(detail::deadline_after(timeout));
  }

  /// Waits; returns the exception that the task threw, null if it returned.
  /// Throws: cancelled_error; timeout_error when `timeout` ends first.
  std::exception_ptr exception() const {
    wait();
    return state_->exception();
  }
  std::exception_ptr exception(nanoseconds timeout) const {
    wait_or_throw(timeout);
    return state_->exception();
  }

  /// Calls `f(future)` once the future is done: on the thread that makes it done, in the order of
  /// registration, or at once on this thread if it is done already. An exception that leaves a
  /// callback goes to the handler of unobserved exceptions and stops neither the task nor the other
  /// callbacks.
  template <std::invocable<const any_future&> F>
  void add_done_callback(F&& f) const {
    add_callback_as<any_future>(std::forward<F>(f));
  }

  /// Two handles are equal when they stand for the same task.
  friend bool operator==(const any_future&, const any_future&) = default;
  /// Writes the state and, once done, the type of the value or of the exception, as in
  /// "<future 0x1234 finished returned int>".
  friend std::ostream& operator<<(std::ostream& out, const any_future& future);

 protected:
  using state_type = detail::shared_state;
  explicit any_future(detail::state_ptr<detail::shared_state> state) noexcept
      : state_(std::move(state)) {}
  detail::shared_state& shared() const noexcept { return *state_; }

  void wait_or_throw(nanoseconds timeout) const {
    if (!wait_for(timeout)) throw timeout_error("the future is not done within the time given");
  }

  template <class Handle, class F>
  void add_callback_as(F&& f) const {
    struct node final : detail::callback_node {
      explicit node(F&& g) : f(std::forward<F>(g)) {}
      void call(detail::shared_state& state) override {
        using handle_state = typename Handle::state_type;
        f(Handle(detail::state_ptr<handle_state>::share(static_cast<handle_state&>(state))));
      }
      std::decay_t<F> f;
    };
    state_->add_callback(std::make_unique<node>(std::forward<F>(f)));
  }

 private:
  friend struct detail::future_access;

  detail::state_ptr<detail::shared_state> state_;
};

namespace detail {

/// The state of a future, for what waits for several at once.
struct future_access {
  static shared_state& state(const any_future& future) noexcept { return future.shared(); }
};

/// Equal futures have equal hashes.
struct future_hash {
  std::size_t operator()(const any_future& future) const noexcept {
    return std::hash<const void*>{}(&future_access::state(future));
  }
};

}  // namespace detail

/// The future value of a task. `result()` may be asked for again and again.
template <class T>
class [[nodiscard]] future : public any_future {
 public:
  using state_type = detail::value_state<T>;

  /// Made by executors and promises; takes one reference to the state.
  explicit future(detail::state_ptr<detail::value_state<T>> state) noexcept
      : any_future(std::move(state)) {}

  /// Waits and returns the task's value; the reference is valid as long as a handle lives.
  /// Throws: the task's own exception, the same object each time; cancelled_error;
  /// invalid_state_error after take().
  const T& result() const& {
    shared().wait_for_value();
    return typed().value();
  }
  /// The same for at most `timeout`. Throws: timeout_error.
  const T& result(nanoseconds timeout) const& {
    wait_or_throw(timeout);
    return checked_value();
  }
  /// On a temporary, as in `pool.submit(f).result()`: the value itself, moved out if it cannot be
  /// copied or if nobody else holds a handle.
  T result() && {
    shared().wait_for_value();
    return std::move(*this).value_of_temporary();
  }
  T result(nanoseconds timeout) && {
    wait_or_throw(timeout);
    return std::move(*this).value_of_temporary();
  }
  /// Waits and moves the value out. Throws: as result(); a second call throws invalid_state_error.
  T take() {
    wait();
    shared().rethrow_failure();
    shared().mark_taken();
    return std::move(typed().value());
  }

  /// As any_future's; `f` is given this future with its type.
  template <std::invocable<const future<T>&> F>
  void add_done_callback(F&& f) const {
    this->template add_callback_as<future<T>>(std::forward<F>(f));
  }

 private:
  detail::value_state<T>& typed() const noexcept {
    return static_cast<detail::value_state<T>&>(shared());
  }
  const T& checked_value() const {
    shared().rethrow_failure();
    shared().require_not_taken();
    return typed().value();
  }
  T value_of_temporary() && {
    if constexpr (!std::copy_constructible<T>) {
      return take();
    } else {
      if (shared().unique()) return take();
      return checked_value();
    }
  }
};

/// The future of a task that returns nothing: done, or failed.
template <>
class [[nodiscard]] future<void> : public any_future {
 public:
  using state_type = detail::value_state<void>;

  explicit future(detail::state_ptr<detail::value_state<void>> state) noexcept
      : any_future(std::move(state)) {}

  void result() const { shared().wait_for_value(); }
  void result(nanoseconds timeout) const {
    wait_or_throw(timeout);
    shared().rethrow_failure();
  }

  /// As any_future's; `f` is given this future with its type.
  template <std::invocable<const future<void>&> F>
  void add_done_callback(F&& f) const {
    this->template add_callback_as<future<void>>(std::forward<F>(f));
  }
};

}  // namespace futures

template <>
struct std::hash<futures::any_future> : futures::detail::future_hash {};
template <class T>
struct std::hash<futures::future<T>> : futures::detail::future_hash {};
