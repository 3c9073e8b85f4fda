// SPDX-License-Identifier: MIT
// Which exceptions come back from another process as what they are.
#pragma once

#include <concepts>
#include <exception>
#include <string>
#include <typeinfo>
#include <utility>

#include "futures/sendable.hpp"

namespace futures {

namespace detail {

/// How the exceptions of one type are sent.
struct exception_codec {
  const std::type_info* type;
  void (*write)(byte_buffer& to, const std::exception_ptr& problem);
  std::exception_ptr (*read)(byte_reader& from);
};

/// Throws: std::invalid_argument when the name stands for another type.
void add_exception_codec(std::string name, const exception_codec& codec);

/// Writes an exception of any type; its type's name and its text if the type is unknown, or if its
/// codec throws. Throws: std::bad_alloc.
void write_exception(byte_buffer& to, const std::exception_ptr& problem);
/// Returns: the exception that was written; a remote_error for one of unknown type; what its codec
/// threw. Throws: error when there is none.
std::exception_ptr read_exception(byte_reader& from);

template <class T>
concept made_from_its_text =
    std::derived_from<T, std::exception> && std::constructible_from<T, std::string>;
template <class T>
concept has_only_its_type =
    std::derived_from<T, std::exception> && std::default_initializable<T> && !made_from_its_text<T>;

template <class T>
void write_known_exception(byte_buffer& to, const std::exception_ptr& problem) {
  try {
    std::rethrow_exception(problem);
  } catch (const T& known) {
    if constexpr (has_serialization<T>)
      send(to, known);
    else if constexpr (made_from_its_text<T>)
      send(to, std::string(known.what()));
    else if constexpr (!has_only_its_type<T>)
      send(to, known);
  }
}

template <class T>
std::exception_ptr read_known_exception(byte_reader& from) {
  if constexpr (has_serialization<T>)
    return std::make_exception_ptr(receive<T>(from));
  else if constexpr (made_from_its_text<T>)
    return std::make_exception_ptr(T(receive<std::string>(from)));
  else if constexpr (has_only_its_type<T>)
    return std::make_exception_ptr(T());
  else
    return std::make_exception_ptr(receive<T>(from));
}

}  // namespace detail

/// It has a serialize() for cereal, or is made from its text, or has nothing but its type, or can
/// be copied as bytes: the first of these is how it is sent.
template <class T>
concept sendable_exception =
    sendable<T> || detail::made_from_its_text<T> || detail::has_only_its_type<T>;

/// Lets exceptions of exactly this type come back from worker processes as what they are. Known
/// already are those of <stdexcept>, std::bad_alloc, std::system_error, and this library's own.
/// Requires: called before the fork server starts, so that the workers know it, too: best first
/// thing in main(). Throws: std::invalid_argument when the name stands for another type.
template <sendable_exception T>
void register_exception(std::string name) {
  detail::add_exception_codec(std::move(name), {&typeid(T), &detail::write_known_exception<T>,
                                                &detail::read_known_exception<T>});
}

}  // namespace futures
