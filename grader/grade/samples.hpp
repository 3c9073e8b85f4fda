// SPDX-License-Identifier: MIT
// For tests: what the judge must say of each sample of the expression exercise.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <ostream>
#include <set>
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
};

inline void PrintTo(const sample& which, std::ostream* out) { *out << which.name; }

/// The list of lists under that key; empty when there is none.
inline std::vector<std::vector<std::int64_t>> numbers_of(const toml::node& entry,
                                                         std::string_view key) {
  std::vector<std::vector<std::int64_t>> result;
  const auto* rows = entry.at_path(key).as_array();
  if (rows == nullptr) return result;
  for (const auto& row : *rows) {
    auto& numbers = result.emplace_back();
    for (const auto& each : *row.as_array()) numbers.push_back(each.value_or(std::int64_t{-1}));
  }
  return result;
}

/// A list of lists: a name, and a line or none.
inline std::set<expected_mistake> mistakes_of(const toml::node& entry) {
  std::set<expected_mistake> result;
  if (const auto* all = entry.at_path("mistakes").as_array())
    for (const auto& each : *all)
      result.emplace(each.at_path("[0]").value_or(std::string()), each.at_path("[1]").value<int>());
  return result;
}

/// As submissions/expected.toml says; ordered by name.
inline std::vector<sample> expected_samples() {
  const std::filesystem::path folder = std::filesystem::path(EXPRESSION_FOLDER) / "submissions";
  std::vector<sample> result;
  for (const auto& [name, entry] : toml::parse_file((folder / "expected.toml").string()))
    result.push_back({.name = std::string(name.str()),
                      .source = folder / (std::string(name.str()) + ".cpp"),
                      .verdict = entry.at_path("verdict").value_or(std::string()),
                      .points = entry.at_path("points").value_or(-1.0),
                      .steps = numbers_of(entry, "steps"),
                      .mistakes = mistakes_of(entry)});
  return result;
}

/// The name of a sample as the name of a test.
template <class Info>
std::string name_of_sample(const Info& info) {
  return info.param.name;
}

}  // namespace grader
