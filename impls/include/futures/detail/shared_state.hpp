// SPDX-License-Identifier: MIT
// The state that a future, its promise or task, and its executor share: one allocation, counted in
// place.
//
// How it works. A life_word holds the status and counts the owners; read there how a state becomes
// done and who destroys it. Waiters sleep on its word (futex(2)). What few states need (callbacks,
// an exception, a stop source) is in `extras`, made when first asked for, so that the state of a
// small task fits a cache line.
//
// Callbacks are in a list under a lock, which whoever makes the state done empties and closes; a
// callback that comes later finds it closed and runs at once.
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
#include <iosfwd>
#include <memory>
#include <new>
#include <stop_token>
#include <tuple>
#include <type_traits>
#include <typeinfo>
#include <utility>

#include "futures/detail/block_pool.hpp"
#include "futures/detail/life_word.hpp"
#include "futures/detail/local_worker.hpp"
#include "futures/detail/task_frame.hpp"
#include "futures/detail/work_deque.hpp"
#include "futures/errors.hpp"

namespace futures {

class executor;

namespace detail {

using deadline = std::chrono::steady_clock::time_point;

class shared_state;
struct extras;

/// A done callback in the list of its state.
struct callback_node {
  virtual ~callback_node() = default;
  virtual void call(shared_state& state) = 0;
  callback_node* next = nullptr;
  callback_node* previous = nullptr;
};

class shared_state {
 public:
  using life = life_word<hardware>;

  /// `home` is the executor that the task is for; null for a promise. `plain` notes that a state
  /// that is done needs no destructor and fits a granule of the block pool.
  explicit shared_state(executor* home, kept_by whom = kept_by::promise,
                        bool plain = false) noexcept
      : life_(whom, plain), home_(home) {}
  shared_state(const shared_state&) = delete;
  shared_state& operator=(const shared_state&) = delete;

  static void* operator new(std::size_t size) { return block_pool::allocate(size); }
  static void operator delete(void* memory, std::size_t size) noexcept {
    block_pool::deallocate(memory, size);
  }

  void add_holder() noexcept { life_.add_holder(); }
  /// On a worker of the pool that made the state it needs no count: see block_pool.
  [[gnu::always_inline]] void drop_holder() noexcept {
    if (life_.is_plain_and_over() && this_place->accepts(home_)) [[likely]]
      block_pool::deallocate_own<block_pool::granule>(this);
    else
      drop_holder_slowly();
  }
  void drop_token() noexcept {
    if (life_.drop_token()) delete this;
  }
  /// True when the caller holds the only reference, so that nobody else can look at the result.
  bool unique() const noexcept { return life_.unique(); }

  future_state state() const noexcept { return life_.state(); }
  bool done() const noexcept { return life_.done(); }
  executor* home() const noexcept { return home_; }
  /// Whether the task ended by an exception; asking does not count as fetching it.
  bool failed() const noexcept {
    const auto word = life_.load();
    return life::status_of(word) == future_state::finished && (word & life::failed) != 0;
  }

  /// Takes the step from pending to running, as the owner of the token, or as a promise.
  /// Returns: whether this caller took it.
  bool try_start() noexcept { return life_.start(); }
  /// The same for whoever waits for a task that is in a queue.
  bool try_claim() noexcept { return life_.claim(); }
  /// Takes the step from pending to cancelled, wakes the waiters and runs the callbacks.
  /// Returns: true when the state is cancelled now, by this call or an earlier one.
  bool cancel();
  /// Runs the task and makes the state finished. Requires: try_start() returned true to the caller.
  void run() noexcept;
  /// The same, and drops the token; the state may be gone then. Requires: the caller owns it.
  void run_and_drop_token() noexcept;
  /// As run(), but leaves the callbacks to the caller. Returns: whether there are any, for
  /// call_callbacks().
  bool run_before_callbacks() noexcept;
  void call_callbacks() noexcept;
  /// Publishes the stored result: wakes the waiters, runs the callbacks. Requires: running.
  void finish() noexcept;
  void store_exception(std::exception_ptr problem) noexcept;

  /// For a task that goes to a queue, or to the deque of the calling worker: see life_word.
  void make_queued() noexcept { life_.make_queued(); }
  void make_local() noexcept { life_.make_local(); }
  /// For the thief of the entry, and for a worker that waits for it: see life_word.
  void give_up_light() noexcept { life_.give_up_light(); }
  void follow() noexcept { life_.follow(); }
  /// Runs the task. Requires: the caller owns the token, which is dropped, and has a future.
  /// Returns: whether there is a value now.
  virtual bool run_in_place() noexcept = 0;

  /// Runs the task in place if it is pending and the caller is in the middle of a task of `home`.
  /// Returns: whether it is done now.
  bool claim_on_worker() noexcept;
  /// Blocks until done; on a worker of `home` it claims the task when it is pending.
  /// Throws: deadlock_error when it would block for ever.
  void wait() {
    if (!done()) wait_or_claim();
    record_read();
  }
  /// Blocks likewise until there is a value. Throws: deadlock_error; the task's exception;
  /// cancelled_error; invalid_state_error when the value was taken.
  void wait_for_value() {
    if (!life_.is_light_and_over()) wait_or_throw();
    record_read();
  }
  /// Blocks until done or until the deadline; never claims. Returns: whether the state is done.
  bool wait_until(deadline limit);
  /// Calls back when done: at once, on this thread, if that is now. Takes ownership of the node.
  void add_callback(std::unique_ptr<callback_node> node);
  /// Takes a callback back. Returns: false when it was called, or is being called.
  bool remove_callback(callback_node& node) noexcept;

  /// Asks the task to stop, now or when it starts. Returns: whether it could still matter, and this
  /// call was the first.
  bool request_stop();
  /// The token by which the task learns of request_stop(), and of its executor's.
  /// Requires: called by the task itself.
  std::stop_token stop_token(const std::stop_token& of_executor);

  /// The task's exception, null if it returned. Throws: cancelled_error. Requires: done.
  std::exception_ptr exception();
  /// Throws the task's exception or cancelled_error, if there is one. Requires: done.
  void rethrow_failure() {
    const auto word = life_.load();
    if (life::status_of(word) != future_state::finished || (word & life::failed) != 0) [[unlikely]]
      rethrow();
  }
  /// Writes what people want to see: "<future 0x1234 finished returned int>".
  void print(std::ostream& out);
  /// Marks the value as moved out. Throws: invalid_state_error when it was taken before.
  void mark_taken();
  void require_not_taken() const {
    if ((life_.load() & life::taken) != 0) [[unlikely]]
      refuse_taken();
  }

 protected:
  virtual ~shared_state() {
    // Relaxed: whoever destroys the state has seen all that its owners wrote.
    if (extras_.load(std::memory_order_relaxed) != nullptr) [[unlikely]]
      destroy_extras();
  }
  /// Runs the callable, stores its value and destroys the callable; may throw the task's exception.
  virtual void execute() = 0;
  /// Destroys the callable of a task that will never run.
  virtual void discard() noexcept = 0;
  /// Called by a thread outside tasks that is about to wait: does what it can for the task to be
  /// done, at most until the limit. Returns: whether it is.
  virtual bool help_until_done(const deadline*) noexcept { return false; }
  virtual const std::type_info& value_type() const noexcept = 0;
  /// Requires: nobody else works on the state any more.
  bool has_value() const noexcept {
    const auto word = life_.load();
    return life::status_of(word) == future_state::finished && (word & life::failed) == 0;
  }

  bool start_light() noexcept { return life_.start_light(); }
  void finish_light(bool by_exception) noexcept {
    if (life_.finish_light(by_exception)) [[unlikely]]
      finish_attended(by_exception);
  }
  [[gnu::cold]] bool run_in_place_attended() noexcept;
  [[gnu::cold]] void finish_attended(bool by_exception) noexcept;
  [[gnu::cold]] bool store_current_exception() noexcept;

 private:
  bool execute_storing() noexcept;
  [[gnu::cold]] void destroy_extras() noexcept;
  [[gnu::cold]] void unlink_from_executor() noexcept;
  void finish_with(bool by_exception, bool owns_token) noexcept;
  void tell() noexcept;
  [[gnu::noinline]] void drop_holder_slowly() noexcept {
    if (life_.drop_holder()) delete this;
  }
  /// In a library that is built with FUTURES_TRACE_READS defined, also who reads what was there is
  /// recorded, as the end of a wait: then the record has every dependency.
#ifdef FUTURES_TRACE_READS
  void record_read() const noexcept;
#else
  void record_read() const noexcept {}
#endif
  void wait_or_claim();
  [[gnu::cold]] void wait_or_claim_traced();
  void wait_or_throw();
  [[gnu::noinline]] void wait_or_throw_slowly();
  [[gnu::noinline]] void wait_after_pop(work_deque<shared_state>::popped found);
  bool spin_until_done() const noexcept;
  bool sleep_until_done(const deadline* limit);
  extras& have_extras();
  [[noreturn]] void rethrow();
  [[noreturn]] static void refuse_taken();

  life life_;
  executor* home_;
  std::atomic<extras*> extras_{nullptr};
};

/// A counted handle to a state: what futures and promises have.
template <class State>
class state_ptr {
 public:
  state_ptr() noexcept = default;
  /// Adopts one count that the caller owns.
  explicit state_ptr(State* adopted) noexcept : state_(adopted) {}
  static state_ptr share(State& state) noexcept {
    state.add_holder();
    return state_ptr(&state);
  }
  state_ptr(const state_ptr& other) noexcept : state_(other.state_) {
    if (state_ != nullptr) state_->add_holder();
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
    if (state_ != nullptr) state_->drop_holder();
  }
  State* get() const noexcept { return state_; }
  State& operator*() const noexcept { return *state_; }
  State* operator->() const noexcept { return state_; }
  explicit operator bool() const noexcept { return state_ != nullptr; }
  /// Gives the count away.
  State* detach() noexcept { return std::exchange(state_, nullptr); }
  friend bool operator==(const state_ptr&, const state_ptr&) = default;

 private:
  State* state_ = nullptr;
};

/// The token of a queued task: what queues and workers have. Dropped at the end.
class task_token {
 public:
  task_token() noexcept = default;
  /// Adopts the state's token, which the caller owns.
  explicit task_token(shared_state* adopted) noexcept : state_(adopted) {}
  task_token(task_token&& other) noexcept : state_(other.detach()) {}
  task_token& operator=(task_token&& other) noexcept {
    std::swap(state_, other.state_);
    return *this;
  }
  ~task_token() {
    if (state_ != nullptr) state_->drop_token();
  }
  shared_state* get() const noexcept { return state_; }
  shared_state& operator*() const noexcept { return *state_; }
  shared_state* operator->() const noexcept { return state_; }
  explicit operator bool() const noexcept { return state_ != nullptr; }
  /// Gives the token away.
  shared_state* detach() noexcept { return std::exchange(state_, nullptr); }

 private:
  shared_state* state_ = nullptr;
};

/// Stands for the value of a task that returns nothing.
struct nothing {};
template <class T>
using stored_t = std::conditional_t<std::is_void_v<T>, nothing, T>;

/// A state with room for a value of type T.
template <class T>
class value_state : public shared_state {
 public:
  /// Without a value yet. Arguments: as shared_state's.
  explicit value_state(executor* home, kept_by whom = kept_by::promise, bool plain = false) noexcept
      : shared_state(home, whom, plain) {}
  ~value_state() override {
    if constexpr (!std::is_trivially_destructible_v<stored_t<T>>)
      if (has_value()) std::destroy_at(&value_);
  }
  template <class... U>
  void store_value(U&&... value) {
    std::construct_at(&value_, std::forward<U>(value)...);
  }
  /// Requires: done, not cancelled, no exception.
  stored_t<T>& value() noexcept { return value_; }

 protected:
  void execute() override {}  // a promise has nothing to run
  void discard() noexcept override {}
  bool run_in_place() noexcept override { return false; }
  const std::type_info& value_type() const noexcept override { return typeid(T); }

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
      : value_state<T>(home, kept_by::worker, is_plain && sizeof(task) <= block_pool::granule),
        call_(std::forward<G>(f), std::forward<Values>(values)...) {}
  ~task() override {
    if constexpr (!std::is_trivially_destructible_v<std::tuple<F, Args...>>)
      if (this->state() == future_state::pending) std::destroy_at(&call_);  // it never ran
  }

 private:
  static constexpr bool is_plain = std::is_trivially_destructible_v<stored_t<T>> &&
                                   std::is_trivially_destructible_v<std::tuple<F, Args...>>;

  bool run_in_place() noexcept override {
    const task_scope scope(*this);
    if (!this->start_light()) [[unlikely]]
      return this->run_in_place_attended();
    bool returned = true;
    try {
      task::execute();
    } catch (...) {
      returned = this->store_current_exception();
    }
    this->finish_light(!returned);
    return returned;
  }
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
  void discard() noexcept override { std::destroy_at(&call_); }
  struct drop_guard {
    task& owner;
    ~drop_guard() { owner.discard(); }
  };

  union {
    std::tuple<F, Args...> call_;
  };
};

}  // namespace detail
}  // namespace futures
