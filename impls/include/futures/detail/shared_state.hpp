// SPDX-License-Identifier: MIT
// The state that a future, its promise or task, and its executor share: one allocation, counted in
// place.
//
// How it works. One 32-bit word holds the state of the future and two flags, so that every
// transition is a single atomic operation on it, and so that the word is also what waiters sleep
// on (futex(2)):
//
//     pending --try_start--> running --finish--> finished        pending --cancel--> cancelled
//
// The step out of `pending` is a compare-and-swap: exactly one of the worker that pops the task, a
// waiter that claims it, and a canceller wins. The winner alone may touch the callable. The result
// is written before the release store that finishes the state, and read after an acquire load.
//
// Callbacks form a lock-free list, newest first, that is closed and reversed by whoever makes the
// state done; a callback that comes later finds the list closed and runs at once.
//
// Claim rule. A thread that runs a task of executor E and waits, without a time limit, for a
// pending task of E runs exactly that task, in place. The waiter needs it anyway, so no dependency
// is added that was not there; the number of tasks running at once stays as it was; and a pool of
// one worker cannot starve itself. Threads outside E never run its tasks.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <new>
#include <tuple>
#include <type_traits>
#include <utility>

#include "futures/errors.hpp"

namespace futures {

class executor;

/// Where a future stands. `cancelled` and `finished` are final.
enum class future_state : std::uint8_t { pending, running, cancelled, finished };

namespace detail {

using deadline = std::chrono::steady_clock::time_point;

class shared_state;

/// A done callback in the list of its state.
struct callback_node {
  virtual ~callback_node() = default;
  virtual void call(shared_state& state) = 0;
  callback_node* next = nullptr;
};

class shared_state {
 public:
  /// `home` is the executor whose workers may claim this task; null for a promise.
  explicit shared_state(executor* home) noexcept : home_(home) {}
  shared_state(const shared_state&) = delete;
  shared_state& operator=(const shared_state&) = delete;

  void add_reference() noexcept { references_.fetch_add(1, std::memory_order_relaxed); }
  void release() noexcept;
  /// True when the caller holds the only reference, so that nobody else can look at the result.
  bool unique() const noexcept { return references_.load(std::memory_order_acquire) == 1; }

  future_state state() const noexcept;
  bool done() const noexcept { return (word_.load(std::memory_order_acquire) & done_bit) != 0; }

  /// Takes the step from pending to running. Returns: whether this caller took it.
  bool try_start() noexcept;
  /// Takes the step from pending to cancelled, wakes the waiters and runs the callbacks.
  /// Returns: true when the state is cancelled now, by this call or an earlier one.
  bool cancel();
  /// Runs the task and makes the state finished. Requires: try_start() returned true to the caller.
  void run() noexcept;
  /// Publishes the stored result: wakes the waiters, runs the callbacks. Requires: running.
  void finish() noexcept;
  void store_exception(std::exception_ptr problem) noexcept { exception_ = std::move(problem); }

  /// Blocks until done; on a worker of `home` it claims the task when it is pending.
  void wait();
  /// Blocks until done or until the deadline; never claims. Returns: whether the state is done.
  bool wait_until(deadline limit);
  /// Calls back when done: at once, on this thread, if that is now. Takes ownership of the node.
  void add_callback(std::unique_ptr<callback_node> node);

  /// The task's exception, null if it returned. Throws: cancelled_error. Requires: done.
  const std::exception_ptr& exception() const;
  /// Throws the task's exception or cancelled_error, if there is one. Requires: done.
  void rethrow_failure() const;
  /// Marks the value as moved out. Throws: invalid_state_error when it was taken before.
  void mark_taken();
  void require_not_taken() const;

  shared_state* next = nullptr;  ///< for the queue that holds the task, if any

 protected:
  virtual ~shared_state() = default;
  /// Runs the callable, stores its value and destroys the callable; may throw the task's exception.
  virtual void execute() {}
  /// Destroys the callable of a task that will never run.
  virtual void discard() noexcept {}
  bool has_value() const noexcept;

 private:
  static constexpr std::uint32_t state_mask = 3;   // a future_state
  static constexpr std::uint32_t done_bit = 2;     // set in both final states
  static constexpr std::uint32_t waiters_bit = 4;  // somebody sleeps on the word
  static constexpr std::uint32_t taken_bit = 8;    // the value was moved out
  static_assert((static_cast<std::uint32_t>(future_state::cancelled) & done_bit) != 0);
  static_assert((static_cast<std::uint32_t>(future_state::finished) & done_bit) != 0);

  bool leave_pending(future_state target) noexcept;
  void notify() noexcept;
  bool sleep_until_done(const deadline* limit);

  std::atomic<std::uint32_t> references_{1};
  std::atomic<std::uint32_t> word_{static_cast<std::uint32_t>(future_state::pending)};
  std::atomic<callback_node*> callbacks_{nullptr};
  executor* home_;
  std::exception_ptr exception_;
};

/// A counted handle to a state.
template <class State>
class state_ptr {
 public:
  state_ptr() noexcept = default;
  /// Adopts one reference that the caller owns.
  explicit state_ptr(State* adopted) noexcept : state_(adopted) {}
  static state_ptr share(State& state) noexcept {
    state.add_reference();
    return state_ptr(&state);
  }
  state_ptr(const state_ptr& other) noexcept : state_(other.state_) {
    if (state_ != nullptr) state_->add_reference();
  }
  state_ptr(state_ptr&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
  template <class Derived>
  requires std::is_base_of_v<State, Derived> state_ptr(state_ptr<Derived> other)
  noexcept : state_(other.detach()) {}
  state_ptr& operator=(state_ptr other) noexcept {
    std::swap(state_, other.state_);
    return *this;
  }
  ~state_ptr() {
    if (state_ != nullptr) state_->release();
  }
  State* get() const noexcept { return state_; }
  State& operator*() const noexcept { return *state_; }
  State* operator->() const noexcept { return state_; }
  explicit operator bool() const noexcept { return state_ != nullptr; }
  /// Gives the reference away.
  State* detach() noexcept { return std::exchange(state_, nullptr); }
  friend bool operator==(const state_ptr&, const state_ptr&) = default;

 private:
  State* state_ = nullptr;
};

/// Stands for the value of a task that returns nothing.
struct nothing {};
template <class T>
using stored_t = std::conditional_t<std::is_void_v<T>, nothing, T>;

/// A state with room for a value of type T.
template <class T>
class value_state : public shared_state {
 public:
  explicit value_state(executor* home) noexcept : shared_state(home) {}  // no value yet
  ~value_state() override {
    if (has_value()) std::destroy_at(&value_);
  }
  template <class... U>
  void store_value(U&&... value) {
    std::construct_at(&value_, std::forward<U>(value)...);
  }
  /// Requires: done, not cancelled, no exception.
  stored_t<T>& value() noexcept { return value_; }

 private:
  union {
    stored_t<T> value_;
  };
};

/// A value state with the callable, and copies of its arguments, in the same allocation.
template <class T, class F, class... Args>
class task final : public value_state<T> {
 public:
  template <class G, class... Values>
  explicit task(executor* home, G&& f, Values&&... values)
      : value_state<T>(home), call_(std::forward<G>(f), std::forward<Values>(values)...) {}
  ~task() override {
    if (holds_call_) std::destroy_at(&call_);
  }

 private:
  void execute() override {
    const drop_guard guard{*this};
    auto call = [](F& f, Args&... args) -> decltype(auto) {
      return std::invoke(std::move(f), std::move(args)...);
    };
    if constexpr (std::is_void_v<T>) {
      std::apply(call, call_);
      this->store_value();
    } else {
      this->store_value(std::apply(call, call_));
    }
  }
  void discard() noexcept override {
    holds_call_ = false;
    std::destroy_at(&call_);
  }
  struct drop_guard {
    task& owner;
    ~drop_guard() { owner.discard(); }
  };

  union {
    std::tuple<F, Args...> call_;
  };
  bool holds_call_ = true;
};

}  // namespace detail
}  // namespace futures
