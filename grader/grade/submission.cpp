// SPDX-License-Identifier: MIT
// What lies in a folder of submissions.
#include "grader/grade/submission.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "grader/build/source_file.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t longest_name = 200;  // with room for what the writer of files adds

bool is_source(const fs::path& path) {
  const auto ending = path.extension();
  return ending == ".cpp" || ending == ".cc" || ending == ".cxx";
}

/// A folder's submission is the one source file in it.
submission from_folder(const fs::path& folder) {
  submission result{.name = safe_name(folder.filename().string()), .path = folder};
  std::vector<fs::path> sources;
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator(folder, unreadable))
    if (is_source(entry.path())) sources.push_back(entry.path());
  if (unreadable)
    result.problem = "The folder may not be read.";
  else if (sources.size() == 1)
    result.path = sources.front();
  else
    result.problem = fmt::format("The folder has {} C++ files; hand in exactly one.",
                                 sources.empty() ? "no" : std::to_string(sources.size()));
  return result;
}

/// "a.cpp" and "a.cc" would share a record: the later one keeps its ending in its name, or gets a
/// number. Nor may any take the place of a table over all of them.
void make_names_unique(std::vector<submission>& all) {
  std::set<std::string> taken{"grades.csv", "summary.md", "summary.html"};
  for (auto& each : all) {
    if (taken.contains(each.name)) each.name = safe_name(each.path.filename().string());
    const auto wanted = each.name;
    for (int number = 2; !taken.insert(each.name).second; ++number)
      each.name = fmt::format("{}-{}", wanted, number);
  }
}

/// A long name keeps its beginning; the digest of all of it tells it from others like it. "%-"
/// stands in no other name.
std::string shortened(const std::string& safe) {
  constexpr std::size_t digits = 16;
  return fmt::format("{}%-{}", safe.substr(0, longest_name - digits - 2),
                     sha256_of(safe).substr(0, digits));
}

}  // namespace

std::string safe_name(const std::string& name) {
  std::string result;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '-' || (c == '.' && !result.empty());
    result += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  if (result.size() > longest_name) return shortened(result);
  return result.empty() ? "%" : result;
}

folder_listing list_submissions(const fs::path& folder) {
  std::error_code problem;
  const auto status = fs::status(folder, problem);
  if (!fs::exists(status))
    throw std::runtime_error(fmt::format("there is no folder '{}'", folder.string()));
  if (!fs::is_directory(status))
    throw std::runtime_error(
        fmt::format("'{}' is no folder; to check one file use: ./lab check FILE", folder.string()));
  folder_listing result;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto& path = entry.path();
    const bool hidden = path.filename().string().starts_with('.');
    if (is_source(path))  // whatever it is: reading it says what is wrong
      result.submissions.push_back({.name = safe_name(path.stem().string()), .path = path});
    else if (!hidden && entry.symlink_status().type() == fs::file_type::directory)
      result.submissions.push_back(from_folder(path));
    else if (!hidden)
      result.ignored.push_back(safe_name(path.filename().string()));
  }
  if (result.submissions.empty())
    throw std::runtime_error(fmt::format(
        "'{}' has no submissions; expected are C++ files (.cpp), or a folder for each with one",
        folder.string()));
  std::ranges::sort(result.submissions, [](const auto& one, const auto& other) {
    return std::pair(one.name, one.path) < std::pair(other.name, other.path);
  });
  std::ranges::sort(result.ignored);
  make_names_unique(result.submissions);
  return result;
}

}  // namespace grader
