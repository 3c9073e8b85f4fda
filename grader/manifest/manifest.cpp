// SPDX-License-Identifier: MIT
// Reads exercise.toml, and refuses whatever it does not understand.
#include "grader/manifest/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <string_view>

#include <toml++/toml.h>

namespace grader {
namespace {

/// A table of the manifest that knows which of its keys were asked for.
class strict_table {
 public:
  strict_table(const toml::table& table, std::string file, std::string name)
      : table_(table), file_(std::move(file)), name_(std::move(name)) {}

  template <class T>
  T required(std::string_view key) {
    const auto* node = find(key);
    if (node == nullptr) fail(table_.source().begin.line, fmt::format("'{}' is missing", key));
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
    if (node == nullptr) fail(table_.source().begin.line, fmt::format("'{}' is missing", key));
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
  const toml::table& table(std::string_view key) {
    const auto* node = find(key);
    if (node == nullptr || !node->is_table())
      fail(table_.source().begin.line, fmt::format("the table [{}] is missing", key));
    return *node->as_table();
  }
  std::vector<const toml::table*> tables(std::string_view key) {
    std::vector<const toml::table*> result;
    const auto* node = find(key);
    const auto* list = node != nullptr ? node->as_array() : nullptr;
    if (list == nullptr || !list->is_homogeneous(toml::node_type::table))
      fail(table_.source().begin.line, fmt::format("there is no [[{}]]", key));
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
  unsigned line_of(std::string_view key) const { return table_.get(key)->source().begin.line; }

 private:
  const toml::node* find(std::string_view key) {
    asked_.insert(key);
    return table_.get(key);
  }
  template <class T>
  T as(const toml::node& node, std::string_view key) const {
    if (const auto value = node.value_exact<T>()) return *value;
    fail(node.source().begin.line,
         fmt::format("'{}' must be a {}", key,
                     std::is_same_v<T, std::string> ? "text" : "whole number"));
  }

  const toml::table& table_;
  std::string file_;
  std::string name_;
  std::set<std::string_view> asked_;
};

limits read_limits(strict_table table) {
  limits result{.source_kib = table.limit("source_kib"),
                .compile_seconds = table.limit("compile_seconds"),
                .compile_memory_mib = table.limit("compile_memory_mib"),
                .run_seconds = table.limit("run_seconds"),
                .run_memory_mib = table.limit("run_memory_mib"),
                .output_kib = table.limit("output_kib"),
                .operations = table.limit("operations")};
  table.refuse_other_keys();
  return result;
}

check read_check(strict_table table, const std::vector<check>& before) {
  check result{.id = table.required<std::string>("id"),
               .title = table.required<std::string>("title"),
               .test = table.optional<std::string>("test", {}),
               .benchmark = table.optional<std::string>("benchmark", {}),
               .points = table.points("points"),
               .needs = table.texts("needs"),
               .hint = table.required<std::string>("hint")};
  table.refuse_other_keys();
  const auto known = [&](const std::string& id) {
    return std::ranges::find(before, id, &check::id) != before.end();
  };
  if (known(result.id))
    table.fail(table.line_of("id"), fmt::format("the id '{}' is used twice", result.id));
  if (result.test.empty() == result.benchmark.empty())
    table.fail(table.line_of("id"), "give either 'test' or 'benchmark'");
  for (const auto& need : result.needs)
    if (!known(need))
      table.fail(table.line_of("needs"), fmt::format("no check '{}' stands before this one", need));
  return result;
}

void require_sum(const strict_table& root, const manifest& read) {
  double sum = 0;
  for (const auto& each : read.checks) sum += each.points;
  constexpr double rounding = 1e-9;
  if (std::abs(sum - read.points) > rounding)
    root.fail(root.line_of("points"),
              fmt::format("points is {}, but the checks add up to {}", read.points, sum));
}

}  // namespace

manifest read_manifest(const std::filesystem::path& file) {
  toml::table parsed;
  try {
    parsed = toml::parse_file(file.string());
  } catch (const toml::parse_error& problem) {
    throw std::runtime_error(fmt::format("{}:{}: {}", file.string(), problem.source().begin.line,
                                         problem.description()));
  }
  strict_table root(parsed, file.string(), "the manifest");
  manifest result{.title = root.required<std::string>("title"), .points = root.points("points")};
  result.limits = read_limits({root.table("limits"), file.string(), "[limits]"});
  for (const auto* each : root.tables("check"))
    result.checks.push_back(read_check({*each, file.string(), "[[check]]"}, result.checks));
  root.refuse_other_keys();
  require_sum(root, result);
  return result;
}

}  // namespace grader
