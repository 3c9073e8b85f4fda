// SPDX-License-Identifier: MIT
// The exceptions that travel between processes, by their names.
#include <cxxabi.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <typeindex>
#include <variant>

#include "futures/errors.hpp"
#include "futures/remote_exception.hpp"

namespace futures::detail {
namespace {

/// Those that are the same object everywhere in a program; others may not be there on both sides.
std::array<const std::error_category*, 4> known_categories() {
  return {&std::generic_category(), &std::system_category(), &std::iostream_category(),
          &std::future_category()};
}

void write_system_error(byte_buffer& to, const std::exception_ptr& problem) {
  try {
    std::rethrow_exception(problem);
  } catch (const std::system_error& known) {
    const auto categories = known_categories();
    const auto category = std::ranges::find(categories, &known.code().category());
    if (category == categories.end()) throw unsupported_operation("a category of somebody's own");
    send(to, known.code().value());
    send(to, category - categories.begin());
    // what() is the text that it was made with, ": ", and the code's own text.
    const std::string what = known.what();
    const auto end = ": " + known.code().message();
    send(to, what.ends_with(end) ? what.substr(0, what.size() - end.size()) : std::string());
  }
}

std::exception_ptr read_system_error(byte_reader& from) {
  const auto value = receive<int>(from);
  const auto category = receive<std::ptrdiff_t>(from);
  const auto text = receive<std::string>(from);
  return std::make_exception_ptr(
      std::system_error(value, *known_categories().at(static_cast<std::size_t>(category)), text));
}

void write_broken_pool(byte_buffer& to, const std::exception_ptr& problem) {
  try {
    std::rethrow_exception(problem);
  } catch (const broken_process_pool& known) {
    send(to, std::string(known.what()));
    send(to, known.exit_code);
    send(to, known.signal);
  }
}

std::exception_ptr read_broken_pool(byte_reader& from) {
  broken_process_pool made(receive<std::string>(from));
  made.exit_code = receive<std::optional<int>>(from);
  made.signal = receive<std::optional<int>>(from);
  return std::make_exception_ptr(made);
}

void write_remote_error(byte_buffer& to, const std::exception_ptr& problem) {
  try {
    std::rethrow_exception(problem);
  } catch (const remote_error& known) {
    send(to, known.type_name);
    send(to, std::string(known.what()));
  }
}

std::exception_ptr read_remote_error(byte_reader& from) {
  auto type = receive<std::string>(from);
  const auto text = receive<std::string>(from);
  return std::make_exception_ptr(remote_error(std::move(type), text));
}

class codecs {
 public:
  codecs() {
    add_known<std::runtime_error, std::range_error, std::overflow_error, std::underflow_error,
              std::logic_error, std::invalid_argument, std::domain_error, std::length_error,
              std::out_of_range, std::bad_alloc, std::bad_array_new_length, std::bad_cast,
              std::bad_typeid, std::bad_exception, std::bad_optional_access,
              std::bad_variant_access, std::bad_function_call, std::bad_weak_ptr, std::exception,
              error, cancelled_error, timeout_error, invalid_state_error, broken_promise,
              executor_shutdown_error, broken_executor, broken_thread_pool, deadlock_error,
              unsupported_operation>();
    add("std::system_error", {&typeid(std::system_error), &write_system_error, &read_system_error});
    add("futures::broken_process_pool",
        {&typeid(broken_process_pool), &write_broken_pool, &read_broken_pool});
    add(unknown, {&typeid(remote_error), &write_remote_error, &read_remote_error});
  }

  void add(std::string name, const exception_codec& codec) {
    const std::lock_guard lock(mutex_);
    const auto [found, added] = by_name_.try_emplace(name, codec);
    if (!added && *found->second.type != *codec.type)
      throw std::invalid_argument("register_exception: the name '" + name +
                                  "' stands for another type already");
    by_type_.try_emplace(*codec.type, std::move(name));
  }
  /// Returns: the name and the codec; null for an unknown type.
  const std::pair<const std::string, exception_codec>* find(const std::type_info& type) const {
    const std::lock_guard lock(mutex_);
    const auto found = by_type_.find(type);
    return found == by_type_.end() ? nullptr : &*by_name_.find(found->second);
  }
  const exception_codec* find(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &found->second;
  }

  static constexpr auto unknown = "futures::remote_error";

 private:
  template <class... T>
  void add_known() {
    (add(typeid(T).name(), {&typeid(T), &write_known_exception<T>, &read_known_exception<T>}), ...);
  }

  mutable std::mutex mutex_;
  std::map<std::string, exception_codec> by_name_;  // nodes stay where they are
  std::map<std::type_index, std::string> by_type_;
};

codecs& all_codecs() {
  static auto& all = *new codecs;  // pools with static storage end later than any static object
  return all;
}

std::string name_for_people(const std::type_info& type) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), &std::free);
  return name != nullptr ? name.get() : type.name();
}

std::string text_of(const std::exception_ptr& problem) {
  try {
    std::rethrow_exception(problem);
  } catch (const std::exception& known) {
    const char* const text = known.what();
    return text != nullptr ? text : "";
  } catch (...) {
    return "an exception that is no std::exception";
  }
}

/// Returns: false when the codec threw.
bool write_with(const exception_codec& codec, byte_buffer& to, const std::exception_ptr& problem) {
  try {
    codec.write(to, problem);
    return true;
  } catch (...) {
    return false;
  }
}

const std::type_info& type_of(const std::exception_ptr& problem) {
  try {
    std::rethrow_exception(problem);
  } catch (...) {
    return *abi::__cxa_current_exception_type();
  }
}

}  // namespace

void add_exception_codec(std::string name, const exception_codec& codec) {
  all_codecs().add(std::move(name), codec);
}

void write_exception(byte_buffer& to, const std::exception_ptr& problem) {
  byte_buffer what;
  const auto& type = type_of(problem);
  const auto* const known = all_codecs().find(type);
  if (known != nullptr && write_with(known->second, what, problem)) {
    send(to, known->first);
  } else {
    what.clear();
    send(what, name_for_people(type));
    send(what, text_of(problem));
    send(to, std::string(codecs::unknown));
  }
  send(to, what.size());
  to.append(what.bytes().data(), what.size());
}

std::exception_ptr read_exception(byte_reader& from) {
  const auto name = receive<std::string>(from);
  byte_reader what(from.take(receive<std::size_t>(from)));
  const auto* const known = all_codecs().find(name);
  if (known == nullptr)
    return std::make_exception_ptr(
        remote_error(name, "register_exception was called in the worker only"));
  try {
    return known->read(what);
  } catch (...) {
    return std::current_exception();
  }
}

}  // namespace futures::detail
