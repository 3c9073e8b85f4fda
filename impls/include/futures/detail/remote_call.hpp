// SPDX-License-Identifier: MIT
// A call that another process runs: its bytes, the state of its future, and what runs it there.
//
// How it works. The bytes of a call are the address of call_received<F, Args...>, the callable, and
// the arguments. Both processes are copies of one program, so the address is good in both. In the
// worker that function reads the rest, calls, and writes the result; back here running the state
// reads the result.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

#include "futures/detail/shared_state.hpp"
#include "futures/sendable.hpp"

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
  std::tuple<Args...> args{receive<Args>(call)...};  // in braces: from left to right
  using value = std::decay_t<std::invoke_result_t<F, Args...>>;
  auto invoke = [&](Args&... each) -> decltype(auto) {
    return std::invoke(std::move(f), std::move(each)...);
  };
  if constexpr (std::is_void_v<value>)
    std::apply(invoke, args);
  else
    result_codec<value>::write(result, std::apply(invoke, args));
}

/// Throws: std::invalid_argument when one of the object's words is an address in a stack or heap of
/// this process. The addresses that lambdas capture cannot be seen in any other way.
void refuse_addresses(const void* object, std::size_t size);

template <class T>
void send_checked(byte_buffer& to, const T& value) {
  if constexpr (copied_as_bytes<T> && std::is_class_v<T> && !std::is_empty_v<T>) {
    alignas(T) std::array<std::byte, sizeof(T)> bytes;
    std::memcpy(bytes.data(), std::addressof(value), sizeof(T));
#if __has_builtin(__builtin_clear_padding)  // which may hold half of an old address
    if constexpr (__is_trivially_copyable(T))
      __builtin_clear_padding(reinterpret_cast<T*>(bytes.data()));
#endif
    refuse_addresses(bytes.data(), sizeof(T));
  }
  send(to, value);
}

template <class F, class... Args>
void write_call(byte_buffer& to, const F& f, const Args&... args) {
  const call_function function = &call_received<F, Args...>;
  to.append(&function, sizeof function);
  send_checked(to, f);
  (send_checked(to, args), ...);
}

/// What a pool needs to know of a call.
class remote_call {
 public:
  remote_call(const remote_call&) = delete;
  remote_call& operator=(const remote_call&) = delete;

  virtual shared_state& state() noexcept = 0;

  byte_buffer bytes;  ///< until the call is handed over

  /// What came back; running the state delivers it. One of them must be there then.
  std::exception_ptr problem{};
  std::optional<byte_reader> value{};

 protected:
  remote_call() = default;
  ~remote_call() = default;
};

template <class T>
class remote_task final : public value_state<T>, public remote_call {
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
};

}  // namespace futures::detail
