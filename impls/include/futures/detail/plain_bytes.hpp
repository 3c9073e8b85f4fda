// SPDX-License-Identifier: MIT
// Objects as bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "futures/detail/byte_buffer.hpp"

namespace futures::detail {

/// Throws: std::invalid_argument when one of the object's words is an address in a stack or heap of
/// this process. The addresses that lambdas capture cannot be seen in any other way.
void refuse_addresses(const void* object, std::size_t size);

/// Addresses are looked for in that many bytes at the start of a message. An object that refers to
/// others is found there, also as an element among many; to look at all words of a large message
/// would find numbers that look like addresses.
constexpr std::size_t looked_at = 4096;

/// Objects of that size are kept off the stack.
constexpr std::size_t large_object = 64 * 1024;

/// Appends the bytes of an object, none of an empty one. Throws: std::invalid_argument when it
/// holds an address.
template <class T>
void write_object(byte_buffer& to, const T& value) {
  if constexpr (std::is_empty_v<T>) return;
  if constexpr (std::is_class_v<T> && sizeof(T) <= looked_at) {
    if (to.size() < looked_at) {
      alignas(T) std::array<std::byte, sizeof(T)> bytes;
      std::memcpy(bytes.data(), std::addressof(value), sizeof(T));
#if __has_builtin(__builtin_clear_padding)  // which may hold half of an old address
      if constexpr (__is_trivially_copyable(T))
        __builtin_clear_padding(reinterpret_cast<T*>(bytes.data()));
#endif
      refuse_addresses(bytes.data(), sizeof(T));
    }
  }
  to.append(std::addressof(value), sizeof(T));
}

/// Throws: error when too few bytes are left.
template <class T>
T read_object(byte_reader& from) {
  struct room {
    alignas(T) std::byte bytes[sizeof(T)];
  };
  // Not std::bit_cast: GCC 12 takes some lambdas for trivially copyable at first, and not later.
  const auto read = [&from](room& into) -> T&& {
    if constexpr (!std::is_empty_v<T>) from.read(into.bytes, sizeof(T));
    return std::move(*std::launder(reinterpret_cast<T*>(into.bytes)));
  };
  if constexpr (sizeof(T) < large_object) {
    room here{};
    return read(here);
  } else {
    const auto there = std::make_unique_for_overwrite<room>();
    return read(*there);
  }
}

}  // namespace futures::detail
