// SPDX-License-Identifier: MIT
// Writing futures for people.
#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <ostream>
#include <string>

#include "core/extras.hpp"
#include "futures/future.hpp"

namespace futures {
namespace {

std::string readable(const char* mangled) {
  struct free_memory {
    void operator()(char* text) const { std::free(text); }
  };
  const std::unique_ptr<char, free_memory> name(
      abi::__cxa_demangle(mangled, nullptr, nullptr, nullptr));
  return name != nullptr ? name.get() : mangled;
}

std::string type_of(const std::exception_ptr& problem) {
  try {
    std::rethrow_exception(problem);
  } catch (...) {
    return readable(abi::__cxa_current_exception_type()->name());
  }
}

const char* name_of(future_state state) {
  switch (state) {
    case future_state::pending:
      return "pending";
    case future_state::running:
      return "running";
    case future_state::cancelled:
      return "cancelled";
    case future_state::finished:
      break;
  }
  return "finished";
}

}  // namespace

void detail::shared_state::print(std::ostream& out) {
  const auto now = state();
  out << "<future " << static_cast<const void*>(this) << ' ' << name_of(now);
  if (now == future_state::finished) {
    const auto* const more = extras_.load(std::memory_order_acquire);
    const bool kept = more != nullptr && more->exception != nullptr;
    if (!failed())
      out << " returned " << readable(value_type().name());
    else
      out << " raised " << (kept ? type_of(more->exception) : "std::bad_alloc");
  }
  out << '>';
}

std::ostream& operator<<(std::ostream& out, const any_future& future) {
  future.shared().print(out);
  return out;
}

}  // namespace futures
