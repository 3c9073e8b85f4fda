// SPDX-License-Identifier: MIT
// Several elements of a map() in one call to another process.
#pragma once

#include <exception>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#include "futures/detail/map_source.hpp"
#include "futures/detail/remote_call.hpp"
#include "futures/remote_exception.hpp"

namespace futures::detail {

/// The elements of a chunk, as they are sent.
template <class... Values>
struct sent_elements {
  std::vector<std::tuple<Values...>> elements{};

  void save(output_archive& to) const {
    send(to.sink(), elements.size());
    for (const auto& each : elements)
      std::apply([&](const Values&... value) { (send(to.sink(), value), ...); }, each);
  }
  void load(input_archive& from) {
    for (auto left = receive<std::size_t>(from.source()); left > 0; --left)
      elements.push_back({receive<Values>(from.source())...});  // in braces: from left to right
  }
};

/// What became of the elements of a chunk in the worker, written as it comes: for each the number
/// of its bytes, whether there is a value, and then that or the exception.
struct written_chunk {
  std::size_t count = 0;
  std::unique_ptr<byte_buffer> bytes = std::make_unique<byte_buffer>();
};

template <>
struct result_codec<written_chunk> {
  static void write(byte_buffer& to, const written_chunk& chunk) {
    send(to, chunk.count);
    to.append(chunk.bytes->bytes().data(), chunk.bytes->size());
  }
};

/// The same back here.
template <class T>
struct result_codec<std::unique_ptr<chunk_results<T>>> {
  static std::unique_ptr<chunk_results<T>> read(byte_reader& from, const executor& home) {
    const auto count = receive<std::size_t>(from);
    auto results = std::make_unique<chunk_results<T>>(home.unobserved(), count);
    for (std::size_t i = 0; i < count; ++i) {
      byte_reader element(from.take(receive<std::size_t>(from)));
      results->add([&]() -> T {
        if (!receive<bool>(element)) std::rethrow_exception(read_exception(element));
        if constexpr (!std::is_void_v<T>) return receive<T>(element);
      });
    }
    return results;
  }
};

/// Calls `f` with each element.
template <class T, class F>
struct remote_chunk {
  template <class... Values>
  written_chunk operator()(F f, sent_elements<Values...> chunk) const {
    written_chunk written;
    for (auto& each : chunk.elements) {
      byte_buffer result;
      call(f, each, result);
      send(*written.bytes, result.size());
      written.bytes->append(result.bytes().data(), result.size());
      ++written.count;
    }
    return written;
  }

 private:
  template <class Element>
  static void call(const F& f, Element& element, byte_buffer& to) {
    try {
      send(to, true);
      if constexpr (std::is_void_v<T>)
        std::apply(f, std::move(element));
      else
        send<T>(to, std::apply(f, std::move(element)));
    } catch (...) {
      to.clear();
      send(to, false);
      write_exception(to, std::current_exception());
    }
  }
};

}  // namespace futures::detail
