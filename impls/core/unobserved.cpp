// SPDX-License-Identifier: MIT
// The program's handler of unobserved exceptions; by default it writes to stderr.
#include "futures/unobserved.hpp"

#include <cstdio>
#include <mutex>

namespace futures {
namespace {

std::mutex mutex;

detail::handler_ptr& of_program() {
  static auto* const handler = new detail::handler_ptr;  // states may outlive static objects
  return *handler;
}

void write_to_stderr(const std::exception_ptr& problem) noexcept {
  const auto* what = "an object that is no std::exception";
  try {
    std::rethrow_exception(problem);
  } catch (const std::exception& known) {
    what = known.what();
    std::fprintf(stderr, "futures: nobody fetched this exception: %s\n", what);
  } catch (...) {
    std::fprintf(stderr, "futures: nobody fetched this exception: %s\n", what);
  }
}

}  // namespace

unobserved_handler set_unobserved_handler(unobserved_handler handler) {
  auto made = detail::share_handler(std::move(handler));
  const std::lock_guard lock(mutex);
  std::swap(of_program(), made);
  return made ? *made : nullptr;
}

void detail::report_unobserved(const handler_ptr& handler,
                               const std::exception_ptr& problem) noexcept {
  auto chosen = handler;
  if (chosen == nullptr) {
    const std::lock_guard lock(mutex);
    chosen = of_program();
  }
  if (chosen != nullptr)
    (*chosen)(problem);
  else
    write_to_stderr(problem);
}

}  // namespace futures
