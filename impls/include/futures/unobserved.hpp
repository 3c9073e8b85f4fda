// SPDX-License-Identifier: MIT
// Exceptions that nobody fetched: Python's pools drop them, here somebody is told.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <utility>

namespace futures {

/// Called with an exception that no thread will catch: that of a failed future whose last handle
/// went away before result() or exception() was called, of a posted task, of a done callback. What
/// a callback throws that was added when the future was done goes to the program's handler, not to
/// an executor's own: that executor may be gone.
/// Threads: any, several at once. What it throws ends the program.
using unobserved_handler = std::function<void(std::exception_ptr)>;

/// Sets the handler for executors that have none of their own; an empty one restores the default,
/// which writes one line to stderr. Returns: the one before, empty for the default.
unobserved_handler set_unobserved_handler(unobserved_handler handler);

namespace detail {

using handler_ptr = std::shared_ptr<const unobserved_handler>;

/// Null for an empty handler.
inline handler_ptr share_handler(unobserved_handler handler) {
  return handler ? std::make_shared<const unobserved_handler>(std::move(handler)) : nullptr;
}

/// Tells the handler, or the program's if it is null. What a handler throws ends the program.
void report_unobserved(const handler_ptr& handler, const std::exception_ptr& problem) noexcept;

}  // namespace detail

}  // namespace futures
