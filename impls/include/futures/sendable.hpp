// SPDX-License-Identifier: MIT
// sendable: which values can go to another process, and how.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <ranges>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "futures/detail/archive.hpp"

namespace futures {

namespace detail {

template <class T>
inline constexpr bool refers_elsewhere = std::is_reference_v<T> ||
                                         (std::is_pointer_v<T> &&
                                          !std::is_function_v<std::remove_pointer_t<T>>) ||
                                         std::input_or_output_iterator<T>;
template <class T>
inline constexpr bool refers_elsewhere<std::reference_wrapper<T>> = true;
template <class C, class Traits>
inline constexpr bool refers_elsewhere<std::basic_string_view<C, Traits>> = true;
template <class T, std::size_t Size>
inline constexpr bool refers_elsewhere<std::span<T, Size>> = true;

template <class T>
concept cereal_can_serialize = std::default_initializable<T> &&
    cereal::traits::is_output_serializable<T, output_archive>::value &&
    cereal::traits::is_input_serializable<T, input_archive>::value;

template <class... T>
constexpr bool can_be_parts();

/// Whether what it is made of can be sent, as far as that can be seen.
template <class T>
inline constexpr bool has_sendable_parts = true;
template <std::ranges::range T>
inline constexpr bool has_sendable_parts<T> = [] {
  using part = std::ranges::range_value_t<T>;
  if constexpr (std::is_same_v<part, T>)
    return true;
  else
    return can_be_parts<part>();
}();
template <class A, class B>
inline constexpr bool has_sendable_parts<std::pair<A, B>> = can_be_parts<A, B>();
template <class... T>
inline constexpr bool has_sendable_parts<std::tuple<T...>> = can_be_parts<T...>();
template <class... T>
inline constexpr bool has_sendable_parts<std::variant<T...>> = can_be_parts<T...>();
template <class T>
inline constexpr bool has_sendable_parts<std::optional<T>> = can_be_parts<T>();

}  // namespace detail

/// No pointer, reference, iterator, std::reference_wrapper, view of a string or span: they mean
/// nothing in another process. (What a class hides inside is not looked at.) Send the value itself:
/// std::string, std::vector.
template <class T>
concept holds_its_value = !detail::refers_elsewhere<T>;

/// Copied byte by byte. An object that holds an address of a stack or heap is refused when it is
/// sent, as far as that is seen: where it is small and among the first in its message. (A program
/// linked with -no-pie has its heap where small numbers are; there only stacks are seen.)
template <class T>
concept copied_as_bytes = (std::is_trivially_copyable_v<T> ||
                           (std::is_class_v<T> && std::is_trivially_copy_constructible_v<T> &&
                            std::is_trivially_destructible_v<T>)) &&
                          !detail::serializes_itself<T>;

/// Written and read by cereal: by the type's own serialize(), save() and load(), or cereal's for
/// the standard library's types. It needs a default constructor, as cereal makes it before it reads
/// it. Source:
/// https://uscilab.github.io/cereal/serialization_functions.html
template <class T>
concept has_serialization =
    std::is_class_v<T> && !copied_as_bytes<T> && detail::cereal_can_serialize<T>;

/// A value of this type can be sent to another process of the same program. What containers, pairs,
/// tuples, optionals and variants hold must be sendable, must have a default constructor, and must
/// not be a pointer to a function.
template <class T>
concept sendable = holds_its_value<T> &&
    (copied_as_bytes<T> || has_serialization<T>)&&detail::has_sendable_parts<T>;

namespace detail {

/// cereal makes each part before it reads it, and takes no pointers, to functions neither.
template <class T>
concept can_be_part = sendable<T> && std::default_initializable<T> && !std::is_pointer_v<T> &&
                      !std::is_member_pointer_v<T> && !std::is_null_pointer_v<T>;

template <class... T>
constexpr bool can_be_parts() {
  return (can_be_part<std::remove_const_t<T>> && ...);
}

template <sendable T>
void send(byte_buffer& to, const T& value) {
  if constexpr (has_serialization<T>)
    output_archive{to}(value);
  else
    write_object(to, value);
}

template <sendable T>
T receive(byte_reader& from) {
  if constexpr (has_serialization<T>) {
    T value{};
    input_archive{from}(value);
    return value;
  } else {
    return read_object<T>(from);
  }
}

}  // namespace detail
}  // namespace futures
