// SPDX-License-Identifier: MIT
// executor: a pool of workers of fixed size that runs submitted tasks and hands out their futures.
#pragma once

#include <atomic>
#include <concepts>
#include <cstddef>
#include <optional>
#include <ranges>
#include <stop_token>
#include <string_view>

#include "futures/capabilities.hpp"
#include "futures/detail/local_worker.hpp"
#include "futures/future.hpp"
#include "futures/unobserved.hpp"

namespace futures {

namespace this_task {

/// The executor whose task runs on this thread, null outside any task.
executor* current_executor() noexcept;

/// Tells the task that runs on this thread whether it shall stop: after request_stop() on its
/// future, or shutdown({.cancel_futures = true}). Outside any task a token that never asks.
std::stop_token stop_token();

/// The number of this thread among the workers of its executor, from 0; empty on other threads, and
/// on the threads of executors that do not number them.
std::optional<std::size_t> worker_index() noexcept;

}  // namespace this_task

namespace detail {

/// Gives the callable a stop token as its first argument.
template <class F>
struct with_stop_token {
  template <class G>
  explicit with_stop_token(G&& g) : f(std::forward<G>(g)) {}
  F f;
  template <class... Args>
  requires std::invocable<F, std::stop_token, Args...>
  decltype(auto) operator()(Args&&... args) && {
    return std::invoke(std::move(f), this_task::stop_token(), std::forward<Args>(args)...);
  }
};

/// The callable as it is stored: as it is if its arguments suffice, else with a stop token.
template <class F, class... Args>
using stored_callable_t = std::conditional_t<std::invocable<std::decay_t<F>, std::decay_t<Args>...>,
                                             std::decay_t<F>, with_stop_token<std::decay_t<F>>>;

}  // namespace detail

/// `f(args...)` or, if that is none, `f(stop_token, args...)` is a call; as std::jthread has it.
template <class F, class... Args>
concept submittable = std::invocable<detail::stored_callable_t<F, Args...>, std::decay_t<Args>...>;

/// What a task's future holds: the returned value, decayed, so that it outlives the task.
template <class F, class... Args>
using task_result_t = std::decay_t<
    std::invoke_result_t<detail::stored_callable_t<F, Args...>, std::decay_t<Args>...>>;

/// How map() maps.
struct map_options {
  /// From the call of map() to each wait for a result; none: without a time limit.
  std::optional<nanoseconds> timeout{};
  /// How many elements a task has: more for small ones. At least 1.
  std::size_t chunksize = 1;
  /// How many tasks may be submitted whose results were not all yielded; at least 1. Then the input
  /// is read as results are, and may be endless. None: all is submitted in map().
  std::optional<std::size_t> buffersize{};
  bool ordered = true;  ///< yield in the order of the input, not of completion
};

template <class T>
class map_view;

namespace detail {

/// The callable of a map(), which its tasks share; gets a stop token if it takes one.
template <class F>
struct shared_callable {
  std::shared_ptr<const F> f;
  template <class... Args>
  requires std::invocable<const F&, Args...>
  decltype(auto) operator()(Args&&... args) const {
    return std::invoke(*f, std::forward<Args>(args)...);
  }
  template <class... Args>
  requires(!std::invocable<const F&, Args...> &&
           std::invocable<const F&, std::stop_token, Args...>) decltype(auto)
  operator()(Args&&... args) const {
    return std::invoke(*f, this_task::stop_token(), std::forward<Args>(args)...);
  }
};

}  // namespace detail

/// `f` can be called with an element of each range, even if it is const: several tasks call it at
/// once.
template <class F, class... R>
concept mappable =
    sizeof...(R) > 0 && (std::ranges::input_range<R> && ...) &&
    submittable<detail::shared_callable<std::decay_t<F>>, std::ranges::range_value_t<R>...>;

/// What map() yields.
template <class F, class... R>
using map_result_t =
    task_result_t<detail::shared_callable<std::decay_t<F>>, std::ranges::range_value_t<R>...>;

/// How shutdown() ends an executor; by default it drains.
struct shutdown_options {
  bool wait = true;             ///< return only when every task is done
  bool cancel_futures = false;  ///< cancel what has not started, ask to stop what runs
};

/// Runs tasks. What differs between backends is behind three virtual functions: how a task is
/// accepted, how the executor closes, and how one waits for its end.
/// Leaving an executor's scope waits for every task and ends the workers.
/// Threads: submit() and shutdown() may be called from any thread, and from tasks.
class executor {
 public:
  executor(const executor&) = delete;
  executor& operator=(const executor&) = delete;
  virtual ~executor() = default;

  /// Gives `f(args...)` to the pool and returns its future at once. The callable and its arguments
  /// are copied (or moved) into the task, as std::thread does; use std::ref to share. A callable
  /// that takes a std::stop_token first is given one: see future::request_stop().
  /// Throws: executor_shutdown_error after shutdown(); broken_executor; what copying or the backend
  /// throws. Then no task exists.
  template <class F, class... Args>
  requires submittable<F, Args...>
  [[gnu::always_inline]] auto submit(F&& f, Args&&... args) -> future<task_result_t<F, Args...>> {
    using value = task_result_t<F, Args...>;
    using task = detail::task<value, detail::stored_callable_t<F, Args...>, std::decay_t<Args>...>;
    detail::state_ptr<task> state(new task(this, std::forward<F>(f), std::forward<Args>(args)...));
    if (!push_locally(*state)) accept(*state);
    return future<value>(std::move(state));
  }

  /// As submit(), without a future: nobody waits, and what the task throws goes to the handler of
  /// unobserved exceptions.
  template <class F, class... Args>
  requires submittable<F, Args...>
  void post(F&& f, Args&&... args) {
    static_cast<void>(submit(std::forward<F>(f), std::forward<Args>(args)...));
  }

  /// Calls `f` with each element of the range, in tasks, and yields the results; with elements of
  /// several ranges, up to the end of the shortest. The elements are copied into the tasks; `f` is
  /// copied once. Include futures/map.hpp, where map_view tells how results are read.
  /// Throws: as submit(); what the ranges throw; std::invalid_argument for sizes of zero. Then the
  /// tasks that were submitted are cancelled.
  template <class F, class... R>
  requires mappable<F, R...>
  auto map(F&& f, R&&... ranges) -> map_view<map_result_t<F, R...>>;
  template <class F, class... R>
  requires mappable<F, R...>
  auto map(const map_options& options, F&& f, R&&... ranges) -> map_view<map_result_t<F, R...>>;

  /// Refuses further tasks; waits for those accepted, unless told not to. May be called again.
  /// Throws: unsupported_operation for `wait = false` where the backend cannot; error when a task
  /// of this executor waits for its own end.
  void shutdown(shutdown_options options = {});

  /// How many tasks run at once at most; 0 means that the backend has no bound.
  virtual std::size_t max_workers() const noexcept = 0;
  virtual const capabilities& caps() const noexcept = 0;
  virtual std::string_view name() const noexcept = 0;

  /// The handler for exceptions of this executor's tasks; null for the program's.
  const detail::handler_ptr& unobserved() const noexcept { return unobserved_; }
  /// Asks to stop when shutdown() cancels.
  std::stop_token stop_token() const noexcept { return stop_.get_token(); }

 protected:
  using task_ptr = detail::task_token;

  executor() = default;
  explicit executor(detail::handler_ptr unobserved) noexcept : unobserved_(std::move(unobserved)) {}

  /// Runs `task` some time on a worker, or throws. Takes its token in either case.
  virtual void schedule(detail::shared_state& task) = 0;
  /// Refuses tasks from now on. May be called again.
  virtual void close() noexcept = 0;
  /// Blocks until every accepted task is done and its callbacks have returned.
  /// Requires: close() was called.
  virtual void wait_until_drained() noexcept = 0;
  /// Runs the task in place if it is still pending: the claim rule.
  /// Requires: called on a worker, which has a future of the task. Returns: whether it is done now.
  virtual bool claim(detail::shared_state& task) noexcept;
  /// shutdown(), for a destructor to begin with. A task that destroys its own executor, or a callback
  /// that does, would wait for its own end: that ends the program, with a message on stderr.
  void end_scope() noexcept;
  /// Called by shutdown({.cancel_futures = true}), before close().
  virtual void on_cancelling() noexcept {}

  /// Cancels the task if shutdown() said so. Returns: whether it may still start.
  bool may_start(detail::shared_state& task) noexcept;
  /// Runs a task that a queue gave out, unless it was claimed or cancelled in between.
  void run(task_ptr task) noexcept;

 private:
  friend class detail::shared_state;   // claims tasks
  friend struct detail::local_worker;  // announces

  /// The short way of schedule() for a worker of a reference pool. Returns: false where it is none.
  bool push_locally(detail::shared_state& task) {
    if (!detail::this_place->accepts(this)) return false;
    auto& self = detail::accepting_worker();
    if (!self.deque.push_quickly(&task)) [[unlikely]]
      return false;
    if (self.has_sleepers()) [[unlikely]]
      self.announce();
    return true;
  }
  /// The long way: for every executor, and every thread.
  [[gnu::noinline]] void accept(detail::shared_state& task);
  [[gnu::cold]] void accept_traced(detail::shared_state& task, const void* call_site);
  /// Called after a push when workers sleep.
  virtual void announce() noexcept {}
  /// Called on a worker that has leftovers, after a task was run in place.
  virtual void throw_leftovers_away() noexcept {}

  std::atomic<bool> cancelling_{false};
  std::stop_source stop_;
  detail::handler_ptr unobserved_;
};

}  // namespace futures
