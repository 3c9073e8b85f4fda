// SPDX-License-Identifier: MIT
// Finds and reads an exercise's kit.
#include "grader/build/kit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include <toml++/toml.h>

namespace grader {
namespace fs = std::filesystem;

namespace {

std::vector<std::string> flags_in(const toml::table& table) {
  std::vector<std::string> result;
  if (const auto* flags = table["flags"].as_array())
    for (const auto& flag : *flags) result.push_back(flag.value_or(std::string()));
  return result;
}

std::vector<sanitizer> sanitizers_in(const toml::table& table, const fs::path& kit_folder) {
  std::vector<sanitizer> result;
  if (const auto* list = table["sanitizer"].as_array())
    for (const auto& entry : *list)
      if (const auto* each = entry.as_table()) {
        const auto name = (*each)["name"].value_or(std::string());
        result.push_back({.name = name, .folder = kit_folder / name, .flags = flags_in(*each)});
      }
  return result;
}

}  // namespace

fs::path default_kits() {
  // The programs stand in <build>/grader/.
  return fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "kits";
}

std::vector<std::string> exercises_in(const fs::path& kits) {
  std::vector<std::string> names;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(kits, missing))
    if (fs::exists(entry.path() / "exercise.toml")) names.push_back(entry.path().filename());
  std::ranges::sort(names);
  return names;
}

kit open_kit(const fs::path& kits, const std::string& exercise) {
  const auto known = exercises_in(kits);
  if (std::ranges::find(known, exercise) == known.end())
    throw std::runtime_error(
        fmt::format("unknown exercise '{}'; there are: {}", exercise, fmt::join(known, ", ")));
  kit result{.exercise = exercise, .folder = kits / exercise};
  result.rules = read_manifest(result.manifest_file());
  const auto file = (result.folder / "compile.toml").string();
  const auto parsed = toml::parse_file(file);
  result.compiler = parsed["compiler"].value_or(std::string());
  result.flags = flags_in(parsed);
  result.sanitizers = sanitizers_in(parsed, result.folder);
  std::vector<fs::path> all_needed{result.judge(), result.runner(), result.folder / "reference",
                                   result.folder / "entry.o"};
  for (const auto& each : result.sanitizers) all_needed.push_back(each.runner());
  for (const auto& needed : all_needed)
    if (!fs::exists(needed))
      throw std::runtime_error("the build is incomplete, " + needed.string() +
                               " is missing; build again with: ./lab build");
  return result;
}

}  // namespace grader
