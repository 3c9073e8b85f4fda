// SPDX-License-Identifier: MIT
// process_pool_executor: the reference executor among pools of processes.
//
// Needs cereal's headers (https://uscilab.github.io/cereal/), so futures.hpp does not include it.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "futures/detail/remote_call.hpp"
#include "futures/detail/remote_chunk.hpp"
#include "futures/executor.hpp"
#include "futures/map.hpp"
#include "futures/remote_exception.hpp"

namespace futures {

namespace reference {
class process_pool;
}

/// `f(args...)` can be called in another process: the callable, its arguments and the result can be
/// sent there and back. Functions can be, and lambdas that capture nothing, or values that are
/// copied as bytes: numbers, plain structs. What owns memory (std::string, std::vector) goes as an
/// argument, or in a class with a serialize() of its own, not in a capture. What captures
/// references must not be sent, and is refused when it is submitted.
template <class F, class... Args>
concept remotely_submittable =
    sendable<std::decay_t<F>> &&(sendable<std::decay_t<Args>>&&...) &&
    std::invocable<std::decay_t<F>, std::decay_t<Args>...> &&
    (std::is_void_v<std::invoke_result_t<std::decay_t<F>, std::decay_t<Args>...>> ||
     sendable<std::decay_t<std::invoke_result_t<std::decay_t<F>, std::decay_t<Args>...>>>);

namespace detail {
template <class F, class... Args>
concept same_when_const =
    std::same_as<std::invoke_result_t<const F&, Args...>, std::invoke_result_t<F, Args...>>;
}

/// `f` can be called in another process with element after element of a map().
template <class F, class... Args>
concept remotely_mappable = remotely_submittable<F, Args...> &&
    detail::same_when_const<std::decay_t<F>, std::decay_t<Args>...>;

/// What remotely_submittable tasks return.
template <class F, class... Args>
using remote_result_t = std::decay_t<std::invoke_result_t<std::decay_t<F>, std::decay_t<Args>...>>;

/// A call to be made in each worker before its first task.
class process_initializer {
 public:
  process_initializer() = default;
  template <class F, class... Args>
  requires remotely_submittable<F, Args...> process_initializer(const F& f, const Args&... args) {
    detail::byte_buffer bytes;
    detail::write_call<std::decay_t<F>, std::decay_t<Args>...>(bytes, f, args...);
    bytes_.assign(bytes.bytes().begin(), bytes.bytes().end());
  }
  template <class F, class... Args>
  requires(!remotely_submittable<F, Args...>) process_initializer(const F&, const Args&...)
  = delete;  // it cannot be sent: see sendable.hpp
  std::span<const std::byte> bytes() const noexcept { return bytes_; }

 private:
  std::vector<std::byte> bytes_;
};

/// How a process pool is made.
struct process_pool_options {
  /// As many as there are CPUs that this process may use, when empty.
  std::optional<std::size_t> max_workers{};
  /// A worker ends after that many tasks, and a new one takes its place: for tasks that leak.
  std::optional<std::size_t> max_tasks_per_child{};
  /// Called in each worker before its first task. If it throws, the pool is broken, and what it
  /// threw is nested in the error.
  process_initializer initializer{};
  /// For exceptions that nobody fetches; see set_unobserved_handler(). Empty for the program's.
  unobserved_handler on_unobserved{};
};

/// Starts the process that starts the workers of this program's pools. It is a copy of the program
/// as it is now, so it knows what has been set up before, and nothing that comes after. The first
/// pool calls it; call it yourself, first thing in main(), when the program has other threads by
/// then, or will change what tasks must not see. May be called again.
/// It is a child of the program: wait(2) for a child of yours by its number, not for all that there
/// are. It ends with the program.
/// Throws: error when this program has more than one thread: of several, a copy would have one, and
/// the locks of the others for ever; unsupported_operation in a worker; std::system_error.
void start_fork_server();

/// `max_workers` worker processes, copies of this program as it was when the fork server started.
/// Tasks start in the order of their submission.
///
/// A task runs elsewhere, so it sees copies: of its callable and arguments as they were at submit,
/// of the program's variables as they were at the fork; what it changes stays there, and only its
/// result, or what it threw, comes back. It cannot use this executor, nor have a pool of processes.
/// What it prints appears when its worker ends, if its output is no terminal. It has the program's
/// standard input, too, so reading it takes from the program.
///
/// A worker that ends in a task breaks the pool: all futures that are not done, and later submits,
/// get broken_process_pool, which says how it ended.
///
/// A task that was handed to the workers counts as running, and cannot be cancelled: at most
/// `max_workers`, and 64 more where tasks take less than 0.1 ms. request_stop() does not reach it.
/// Done callbacks run on one thread of the pool, and results wait while one runs; those of tasks
/// that shutdown({.cancel_futures}), terminate_workers() or kill_workers() ends run there or on its
/// caller's. In a callback result() and wait() of the same pool may be called, and serve other
/// results meanwhile; waiting with a time limit there stops the pool for that time. What reads a
/// result (load() of a type of yours, a codec) must not wait for the pool.
///
/// Arguments are copied while other submits wait, so a task that needs many bytes should get the
/// name of a file. An object that is copied as bytes needs its size thrice on a worker's stack: one
/// of megabytes belongs in a std::vector.
/// Threads: the pool may be used from any, but only in the process that made it. A copy that the
/// program makes of itself by fork() may destroy it, and nothing else.
class process_pool_executor final : public executor {
 public:
  /// Throws: std::invalid_argument for no workers, or none of their tasks; std::system_error when
  /// the processes cannot be started, after ending those that were; broken_process_pool when the
  /// fork server ends meanwhile; as start_fork_server(). That a worker ends, or its initializer
  /// throws, is told by the futures, and by submit().
  explicit process_pool_executor(std::optional<std::size_t> max_workers = {});
  explicit process_pool_executor(process_pool_options options);
  ~process_pool_executor() override;

  /// As executor::submit(); the arguments are sent to another process.
  /// Throws: std::invalid_argument when an object that is copied as bytes holds an address of the
  /// stack or heap; what writing the arguments throws; executor_shutdown_error;
  /// broken_process_pool; error in another process than the pool's. Then no task exists.
  template <class F, class... Args>
  requires remotely_submittable<F, Args...>
  auto submit(F&& f, Args&&... args) -> future<remote_result_t<F, Args...>> {
    using value = remote_result_t<F, Args...>;
    return submit_remotely<value>([&](detail::byte_buffer& to) {
      detail::write_call<std::decay_t<F>, std::decay_t<Args>...>(to, f, args...);
    });
  }
  template <class F, class... Args>
  requires(!remotely_submittable<F, Args...>) void submit(F&&, Args&&...) =
      delete;  // it cannot be called with these, or one of them, or the result, cannot be sent

  /// As executor::post().
  template <class F, class... Args>
  requires remotely_submittable<F, Args...>
  void post(F&& f, Args&&... args) {
    static_cast<void>(submit(std::forward<F>(f), std::forward<Args>(args)...));
  }

  /// As executor::map(). `f` and the elements are sent; with chunksize, many in one message.
  template <class F, class... R>
  requires(sizeof...(R) > 0 && (std::ranges::input_range<R> && ...) &&
           remotely_mappable<F, std::ranges::range_value_t<R>...>) auto map(F&& f, R&&... ranges)
      -> map_view<remote_result_t<F, std::ranges::range_value_t<R>...>> {
    return map(map_options{}, std::forward<F>(f), std::forward<R>(ranges)...);
  }
  template <class F, class... R>
  requires(
      sizeof...(R) > 0 && (std::ranges::input_range<R> && ...) &&
      remotely_mappable<F, std::ranges::range_value_t<R>...>) auto map(const map_options& options,
                                                                       F&& f, R&&... ranges)
      -> map_view<remote_result_t<F, std::ranges::range_value_t<R>...>> {
    using result = remote_result_t<F, std::ranges::range_value_t<R>...>;
    return detail::make_map_view<result>(
        options, remote_submitter<result, std::decay_t<F>>{*this, f}, std::forward<R>(ranges)...);
  }

  template <class F, class... R>
  requires(sizeof...(R) > 0 && (std::ranges::input_range<R> && ...) &&
           !remotely_mappable<F, std::ranges::range_value_t<R>...>) void map(F&&, R&&...) =
      delete;  // it cannot be called as const with the elements, or something cannot be sent
  template <class F, class... R>
  requires(sizeof...(R) > 0 && (std::ranges::input_range<R> && ...) &&
           !remotely_mappable<F, std::ranges::range_value_t<R>...>) void map(const map_options&,
                                                                             F&&, R&&...) = delete;

  /// Ends all workers now, by SIGTERM, and those that ignore it a second later by SIGKILL: tasks
  /// that have started get broken_process_pool, the others are cancelled, and submit() throws
  /// executor_shutdown_error. May be called again.
  void terminate_workers();
  /// The same by SIGKILL at once.
  void kill_workers();

  std::size_t max_workers() const noexcept override;
  const capabilities& caps() const noexcept override;
  std::string_view name() const noexcept override { return "process_pool"; }

 private:
  friend class reference::process_pool;

  /// What a map() submits.
  template <class T, class F>
  struct remote_submitter {
    template <class... Values>
    detail::map_task<T> one(Values&&... values) {
      return detail::map_task<T>(pool.submit(f, std::forward<Values>(values)...));
    }
    template <class... Values>
    detail::map_task<T> several(std::vector<std::tuple<Values...>> chunk) {
      const auto count = chunk.size();
      using results = std::unique_ptr<detail::chunk_results<T>>;
      return detail::map_task<T>(pool.submit_remotely<results>([&](detail::byte_buffer& to) {
        const detail::sent_elements<Values...> sent{std::move(chunk)};
        detail::write_call(to, detail::remote_chunk<T, F>{}, f, sent);
      }),
                                 count);
    }
    process_pool_executor& pool;
    F f;
  };

  template <class T, class Write>
  future<T> submit_remotely(Write write) {
    detail::state_ptr<detail::remote_task<T>> state(new detail::remote_task<T>(this));
    try {
      write(state->bytes);
    } catch (...) {
      state->drop_token();
      throw;
    }
    accept(*state);
    return future<T>(std::move(state));
  }
  void accept(detail::remote_call& call);

  void schedule(detail::shared_state& task) override;
  void close() noexcept override;
  void wait_until_drained() noexcept override;
  bool claim(detail::shared_state& task) noexcept override;
  void on_cancelling() noexcept override;

  std::shared_ptr<reference::process_pool> pool_;  // shared with calls
};

}  // namespace futures
