// SPDX-License-Identifier: MIT
// What few shared states need, made when it is first asked for.
#pragma once

#include <exception>
#include <mutex>
#include <optional>
#include <stop_token>

#include "futures/detail/shared_state.hpp"
#include "futures/unobserved.hpp"

namespace futures::detail {

/// Passes a stop request on.
struct stop_forwarder {
  std::stop_source to;
  void operator()() { to.request_stop(); }
};

struct extras {
  extras() = default;
  extras(const extras&) = delete;
  extras& operator=(const extras&) = delete;
  ~extras() {
    while (first != nullptr) delete std::exchange(first, first->next);
  }

  std::mutex mutex;  // guards all but the exception, which the finishing thread alone writes
  callback_node* first = nullptr;
  callback_node* last = nullptr;
  bool closed = false;     // the list was emptied for good: the state is done, or about to be
  bool is_holder = false;  // the list counts as a future, so that there is one for each callback
  std::exception_ptr exception;
  handler_ptr on_unobserved;  // whom to tell if nobody fetches the exception
  std::optional<std::stop_source> stop;
  std::optional<std::stop_callback<stop_forwarder>> from_executor;
};

}  // namespace futures::detail
