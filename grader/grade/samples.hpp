// SPDX-License-Identifier: MIT
// For tests: what the judge must say of each sample of the expression exercise.
#pragma once

#include <cstdint>
#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

namespace grader {

struct sample {
  std::string name;
  std::filesystem::path source;
  std::string verdict;
  double points = 0;
  /// Makespans under each setting of costs, by number of workers; empty: not all runs return.
  std::vector<std::vector<std::int64_t>> steps{};
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

/// As submissions/expected.toml says; ordered by name.
inline std::vector<sample> expected_samples() {
  const std::filesystem::path folder = std::filesystem::path(EXPRESSION_FOLDER) / "submissions";
  std::vector<sample> result;
  for (const auto& [name, entry] : toml::parse_file((folder / "expected.toml").string()))
    result.push_back({.name = std::string(name.str()),
                      .source = folder / (std::string(name.str()) + ".cpp"),
                      .verdict = entry.at_path("verdict").value_or(std::string()),
                      .points = entry.at_path("points").value_or(-1.0),
                      .steps = numbers_of(entry, "steps")});
  return result;
}

/// The name of a sample as the name of a test.
template <class Info>
std::string name_of_sample(const Info& info) {
  return info.param.name;
}

}  // namespace grader
