// SPDX-License-Identifier: MIT
// The errors of futures and executors, named after their counterparts in Python's
// concurrent.futures.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace futures {

/// The base of every error that this library itself reports.
struct error : std::runtime_error {
  using runtime_error::runtime_error;
};

/// The future was cancelled, so it has neither a value nor an exception.
struct cancelled_error : error {
  using error::error;
};

/// The time given to a wait ended before the future was done.
struct timeout_error : error {
  using error::error;
};

/// The operation makes no sense in the future's state: a second value, a value taken twice.
struct invalid_state_error : error {
  using error::error;
};

/// The promise went away without a value: nobody is left who could resolve the future.
struct broken_promise : error {
  using error::error;
};

/// Work was submitted to an executor after its shutdown.
struct executor_shutdown_error : error {
  using error::error;
};

/// The executor is broken: it runs no task any more, and those it had have this error.
struct broken_executor : error {
  using error::error;
};

/// A worker thread could not be initialised; what its initializer threw is nested in this error.
struct broken_thread_pool : broken_executor {
  using broken_executor::broken_executor;
};

/// A worker process ended, or none could be started; the text says how. What an initializer threw
/// is nested in this error.
struct broken_process_pool : broken_executor {
  using broken_executor::broken_executor;
  std::optional<int> exit_code{};  ///< of the worker that ended, if it ended by itself
  std::optional<int> signal{};     ///< that ended it
};

/// What a task threw in its worker process, where its type is not one of those that
/// register_exception() and this library have made known; what() is the text that the exception
/// had.
struct remote_error : error {
  remote_error(std::string type, const std::string& text)
      : error(text), type_name(std::move(type)) {}
  std::string type_name;  ///< as people write it
};

/// The wait would have lasted for ever: the task waits for itself, by way of others.
struct deadlock_error : error {
  using error::error;
};

/// The backend does not claim this capability, so it refuses to pretend.
struct unsupported_operation : error {
  using error::error;
};

}  // namespace futures
