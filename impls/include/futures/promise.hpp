// SPDX-License-Identifier: MIT
// promise<T>: the writing end of a future, for executors, tests and bridges to other libraries.
#pragma once

#include <atomic>

#include "futures/future.hpp"

namespace futures {

/// Makes a future by hand. Move-only; a promise that goes away with its future unresolved resolves
/// it with broken_promise.
template <class T>
class promise {
 public:
  promise() : state_(new detail::value_state<T>(nullptr)) {}
  promise(promise&& other) noexcept
      : state_(std::move(other.state_)), is_taken_(other.is_taken_.load()) {}
  promise& operator=(promise&& other) noexcept {
    abandon();
    state_ = std::move(other.state_);
    is_taken_ = other.is_taken_.load();
    return *this;
  }
  ~promise() { abandon(); }

  future<T> get_future() const { return future<T>(state_); }

  /// Announces that the work starts, so that the future can no longer be cancelled.
  /// Returns: false when it was cancelled before. Throws: invalid_state_error when called twice.
  bool set_running_or_notify_cancel() {
    if (state_->try_start()) return true;
    if (state_->state() == future_state::cancelled) return false;
    throw invalid_state_error("set_running_or_notify_cancel: the future has started already");
  }

  /// Resolves the future; of several threads that do so at once, one does.
  /// Throws: invalid_state_error when it is done already, or another thread is at it; what copying
  /// the value throws: then the future waits still.
  template <class... U>
  requires(std::is_void_v<T> ? sizeof...(U) == 0
                             : sizeof...(U) == 1) void set_result(U&&... value) {
    take();
    try {
      state_->store_value(std::forward<U>(value)...);
    } catch (...) {
      is_taken_ = false;
      throw;
    }
    state_->finish();
  }
  /// Throws: the same; std::invalid_argument for a null pointer, which is no exception.
  void set_exception(std::exception_ptr problem) {
    if (problem == nullptr) throw std::invalid_argument("set_exception: the pointer is null");
    take();
    state_->store_exception(std::move(problem));
    state_->finish();
  }

 private:
  /// Leaves the state running, so that nobody can cancel it between here and finish().
  void take() {
    if (!is_taken_.exchange(true) &&
        (state_->try_start() || state_->state() == future_state::running))
      return;
    throw invalid_state_error("the future has a result already or is cancelled");
  }
  void abandon() noexcept {
    if (!state_ || state_->done()) return;
    if (!state_->try_start() && state_->state() != future_state::running) return;
    state_->store_exception(
        std::make_exception_ptr(broken_promise("the promise went away before it had a value")));
    state_->finish();
  }

  detail::state_ptr<detail::value_state<T>> state_;
  std::atomic<bool> is_taken_{false};  ///< by who resolves it
};

}  // namespace futures
