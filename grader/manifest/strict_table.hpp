// SPDX-License-Identifier: MIT
// A table of a TOML file whose every key must be known and of the right type.
#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

namespace grader {

/// Knows which of its keys were asked for. Every reading member throws std::runtime_error with
/// file, line and what is wrong.
class strict_table {
 public:
  strict_table(const toml::table& table, std::string file, std::string name)
      : table_(table), file_(std::move(file)), name_(std::move(name)) {}

  template <class T>
  T required(std::string_view key) {
    const auto* node = find(key);
    if (node == nullptr) fail(line(), fmt::format("'{}' is missing", key));
    return as<T>(*node, key);
  }
  template <class T>
  T optional(std::string_view key, T otherwise) {
    const auto* node = find(key);
    return node == nullptr ? otherwise : as<T>(*node, key);
  }
  /// A whole number greater than 0.
  std::int64_t limit(std::string_view key) {
    const auto value = required<std::int64_t>(key);
    if (value <= 0) fail(line_of(key), fmt::format("'{}' must be greater than 0", key));
    return value;
  }
  double points(std::string_view key) {
    const auto* node = find(key);
    if (node == nullptr) fail(line(), fmt::format("'{}' is missing", key));
    const auto value = node->value<double>();
    if (!value || !std::isfinite(*value) || *value < 0)
      fail(line_of(key), fmt::format("'{}' must be a number, 0 or more", key));
    return *value;
  }
  std::vector<std::string> texts(std::string_view key) {
    std::vector<std::string> result;
    const auto* node = find(key);
    if (node == nullptr) return result;
    if (!node->is_array()) fail(line_of(key), fmt::format("'{}' must be a list of texts", key));
    for (const auto& item : *node->as_array()) result.push_back(as<std::string>(item, key));
    return result;
  }
  std::vector<std::int64_t> numbers(std::string_view key) {
    std::vector<std::int64_t> result;
    const auto* node = find(key);
    const auto* list = node != nullptr ? node->as_array() : nullptr;
    if (list == nullptr)
      fail(node == nullptr ? line() : line_of(key),
           fmt::format("'{}' must be a list of whole numbers", key));
    for (const auto& item : *list) result.push_back(as<std::int64_t>(item, key));
    return result;
  }
  bool has(std::string_view key) { return find(key) != nullptr; }
  const toml::table& table(std::string_view key) {
    const auto* node = find(key);
    if (node == nullptr || !node->is_table())
      fail(line(), fmt::format("the table [{}] is missing", key));
    return *node->as_table();
  }
  std::vector<const toml::table*> tables(std::string_view key) {
    std::vector<const toml::table*> result;
    const auto* node = find(key);
    const auto* list = node != nullptr ? node->as_array() : nullptr;
    if (list == nullptr || !list->is_homogeneous(toml::node_type::table))
      fail(line(), fmt::format("there is no [[{}]]", key));
    for (const auto& item : *list) result.push_back(item.as_table());
    return result;
  }
  void refuse_other_keys() const {
    for (const auto& [key, node] : table_)
      if (!asked_.contains(key.str()))
        fail(node.source().begin.line,
             fmt::format("unknown key '{}'; known are {}", key.str(), fmt::join(asked_, ", ")));
  }
  [[noreturn]] void fail(unsigned line, const std::string& what) const {
    throw std::runtime_error(fmt::format("{}:{}: in {}: {}", file_, line, name_, what));
  }
  const std::string& file() const { return file_; }
  unsigned line() const { return table_.source().begin.line; }
  unsigned line_of(std::string_view key) const { return table_.get(key)->source().begin.line; }

 private:
  const toml::node* find(std::string_view key) {
    asked_.insert(key);
    return table_.get(key);
  }
  template <class T>
  T as(const toml::node& node, std::string_view key) const {
    if (const auto value = node.value_exact<T>()) return *value;
    fail(node.source().begin.line, fmt::format("'{}' must be a {}", key,
                                               std::is_same_v<T, std::string> ? "text"
                                               : std::is_same_v<T, bool>      ? "truth value"
                                                                              : "whole number"));
  }

  const toml::table& table_;
  std::string file_;
  std::string name_;
  std::set<std::string_view> asked_;
};

}  // namespace grader
