// SPDX-License-Identifier: MIT
// A call that another process runs: its bytes, the state of its future, and what runs it there.
//
// How it works. The bytes of a call are the address of call_received<F, Args...>, the callable, and
// the arguments. Both processes are copies of one program, so the address is good in both. In the
// worker that function reads the rest, calls, and writes the result; back here running the state
// reads the result.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

#include "futures/detail/shared_state.hpp"
#include "futures/sendable.hpp"

namespace futures::reference {
class process_pool;
}

namespace futures::detail {

/// Runs in the worker. Throws: what the task does, and what reading and writing does.
using call_function = void (*)(byte_reader& call, byte_buffer& result);

/// How a result travels; others than values of sendable types are specialisations.
template <class T>
struct result_codec {
  static void write(byte_buffer& to, const T& value) { send(to, value); }
  static T read(byte_reader& from, const executor&) { return receive<T>(from); }
};

template <class F, class... Args>
void call_received(byte_reader& call, byte_buffer& result) {
  auto f = receive<F>(call);
  // In braces: from left to right. Not on the stack: there may be much of them.
  const std::unique_ptr<std::tuple<Args...>> args(new std::tuple<Args...>{receive<Args>(call)...});
  using value = std::decay_t<std::invoke_result_t<F, Args...>>;
  auto invoke = [&](Args&... each) -> decltype(auto) {
    return std::invoke(std::move(f), std::move(each)...);
  };
  if constexpr (std::is_void_v<value>)
    std::apply(invoke, *args);
  else
    result_codec<value>::write(result, std::apply(invoke, *args));
}

template <class F, class... Args>
void write_call(byte_buffer& to, const F& f, const Args&... args) {
  const call_function function = &call_received<F, Args...>;
  to.append(&function, sizeof function);
  send(to, f);
  (send(to, args), ...);
}

/// What a pool needs to know of a call.
class remote_call {
 public:
  remote_call(const remote_call&) = delete;
  remote_call& operator=(const remote_call&) = delete;

  virtual shared_state& state() noexcept = 0;

  byte_buffer bytes;                                ///< until the call is handed over
  std::shared_ptr<reference::process_pool> pool{};  ///< that has accepted it

  /// What came back; running the state delivers it. One of them must be there then.
  std::exception_ptr problem{};
  std::optional<byte_reader> value{};

 protected:
  remote_call() = default;
  ~remote_call() = default;
};

/// Receives in place of the pool's manager while nothing but this call is under way; see
/// process_pool::help().
bool help_with(remote_call& call, const deadline* limit) noexcept;

template <class T>
class remote_task final : public remote_call, public value_state<T> {
 public:
  explicit remote_task(executor* home) noexcept : value_state<T>(home, kept_by::queue) {}

  shared_state& state() noexcept override { return *this; }

 private:
  void execute() override {
    if (problem != nullptr) std::rethrow_exception(std::exchange(problem, nullptr));
    if constexpr (std::is_void_v<T>)
      this->store_value();
    else
      this->store_value(result_codec<T>::read(*value, *this->home()));
  }
  void discard() noexcept override { bytes.clear(); }
  bool help_until_done(const deadline* limit) noexcept override { return help_with(*this, limit); }
};

}  // namespace futures::detail
