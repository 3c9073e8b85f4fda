// SPDX-License-Identifier: MIT
// For tests: what the judge must say of each sample of the expression exercise.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <ostream>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <toml++/toml.h>

namespace grader {

/// A mistake that must have a name, and its line if it has one.
using expected_mistake = std::pair<std::string, std::optional<int>>;

struct sample {
  std::string name;
  std::filesystem::path source;
  std::string verdict;
  double points = 0;
  /// Makespans under each setting of costs, by number of workers; empty: not all runs return.
  std::vector<std::vector<std::int64_t>> steps{};
  std::set<expected_mistake> mistakes{};
  /// What the settings of costs without marks show, all together; empty: not compared.
  std::optional<std::set<expected_mistake>> shown_mistakes{};
  std::string says{};  ///< must be a part of the sentence on the verdict
  std::string cost{};  ///< of one of the mistakes; empty: not compared
};

inline void PrintTo(const sample& which, std::ostream* out) { *out << which.name; }

/// Throws: std::runtime_error with the place of the node.
[[noreturn]] inline void refuse(const toml::node& node, const std::string& what) {
  throw std::runtime_error("expected.toml:" + std::to_string(node.source().begin.line) + ": " +
                           what);
}

/// Not toml++'s own conversion: a fraction that is too large for it is undefined behaviour.
inline std::int64_t whole_number(const toml::node& node) {
  const auto value = node.value_exact<std::int64_t>();
  if (!value) refuse(node, "must be a whole number");
  return *value;
}

/// The list of lists of numbers under that key; empty when there is none.
inline std::vector<std::vector<std::int64_t>> numbers_of(const toml::table& entry,
                                                         std::string_view key) {
  std::vector<std::vector<std::int64_t>> result;
  const auto* rows = entry[key].as_array();
  if (rows == nullptr) return result;
  for (const auto& row : *rows) {
    if (!row.is_array()) refuse(row, "must be a list of numbers");
    auto& numbers = result.emplace_back();
    for (const auto& each : *row.as_array()) numbers.push_back(whole_number(each));
  }
  return result;
}

/// A list of lists under that key: a name, and a line or none.
inline std::set<expected_mistake> mistakes_of(const toml::table& entry, std::string_view key) {
  std::set<expected_mistake> result;
  const auto* all = entry[key].as_array();
  if (all == nullptr) return result;
  for (const auto& each : *all) {
    const auto* const pair = each.as_array();
    if (pair == nullptr || pair->empty()) refuse(each, "must be a list of a name and a line");
    std::optional<int> line;
    if (pair->size() > 1) line = static_cast<int>(whole_number((*pair)[1]));
    result.emplace((*pair)[0].value_or(std::string()), line);
  }
  return result;
}

/// The samples of a folder, as its expected.toml says; ordered by name.
/// Throws: std::runtime_error when that is no table of samples.
inline std::vector<sample> samples_in(const std::filesystem::path& folder) {
  std::vector<sample> result;
  for (const auto& [name, node] : toml::parse_file((folder / "expected.toml").string())) {
    if (!node.is_table()) refuse(node, "must be a table, of a sample");
    const auto& entry = *node.as_table();
    result.push_back({.name = std::string(name.str()),
                      .source = folder / (std::string(name.str()) + ".cpp"),
                      .verdict = entry["verdict"].value_or(std::string()),
                      .points = entry["points"].value_or(-1.0),
                      .steps = numbers_of(entry, "steps"),
                      .mistakes = mistakes_of(entry, "mistakes"),
                      .shown_mistakes = {},
                      .says = entry["says"].value_or(std::string()),
                      .cost = entry["cost"].value_or(std::string())});
    if (entry.contains("shown_mistakes"))
      result.back().shown_mistakes = mistakes_of(entry, "shown_mistakes");
  }
  return result;
}

/// Those of the expression exercise.
inline std::vector<sample> expected_samples() {
  return samples_in(std::filesystem::path(EXPRESSION_FOLDER) / "submissions");
}

/// The name of a sample as the name of a test.
template <class Info>
std::string name_of_sample(const Info& info) {
  return info.param.name;
}

}  // namespace grader
