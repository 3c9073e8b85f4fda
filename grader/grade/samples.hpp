// SPDX-License-Identifier: MIT
// For tests: what the judge must say of each sample of the expression exercise.
#pragma once

#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <toml++/toml.h>

namespace grader {

/// What a sanitizer must find.
struct expected_mistake {
  std::string rule;
  int line = 0;
};

struct sample {
  std::string name;
  std::filesystem::path source;
  std::string verdict;
  double points = 0;
  std::optional<expected_mistake> mistake{};
};

inline void PrintTo(const sample& which, std::ostream* out) { *out << which.name; }

/// As submissions/expected.toml says; ordered by name.
inline std::vector<sample> expected_samples() {
  const std::filesystem::path folder = std::filesystem::path(EXPRESSION_FOLDER) / "submissions";
  std::vector<sample> result;
  const auto mistake_of = [](const toml::node& entry) -> std::optional<expected_mistake> {
    const auto rule = entry.at_path("mistake.rule").value<std::string>();
    if (!rule) return {};
    return expected_mistake{*rule, entry.at_path("mistake.line").value_or(0)};
  };
  for (const auto& [name, entry] : toml::parse_file((folder / "expected.toml").string()))
    result.push_back({.name = std::string(name.str()),
                      .source = folder / (std::string(name.str()) + ".cpp"),
                      .verdict = entry.at_path("verdict").value_or(std::string()),
                      .points = entry.at_path("points").value_or(-1.0),
                      .mistake = mistake_of(entry)});
  return result;
}

/// The name of a sample as the name of a test.
template <class Info>
std::string name_of_sample(const Info& info) {
  return info.param.name;
}

}  // namespace grader
