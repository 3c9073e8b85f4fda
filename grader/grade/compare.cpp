// SPDX-License-Identifier: MIT
// Compares the records of two runs.
#include "grader/grade/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "grader/feedback/feedback.hpp"
#include "grader/feedback/inert.hpp"
#include "grader/files/text_file.hpp"
#include "grader/grade/record_key.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

using reports::submission_record, reports::verdict;

/// An old record has no key, but the digest of its source.
std::string reason_without_key(const submission_record& before, const submission_record& now) {
  if (before.source_sha256 != now.source_sha256) return "the submission changed";
  return "unknown, a record does not say what it was made of";
}

std::string reason(const submission_record& before, const submission_record& now) {
  if (before.verdict == verdict::internal) return "the grader had failed";
  if (now.verdict == verdict::internal) return "the grader failed";
  const auto old_key = key_in(before), new_key = key_in(now);
  if (!old_key || !new_key) return reason_without_key(before, now);
  std::vector<std::string> changed;
  for (const auto& [part, title] : key_names)
    if (old_key->parts.at(part) != new_key->parts.at(part)) changed.emplace_back(title);
  if (changed.empty()) return "nothing but the run changed";
  return fmt::format("{} changed", fmt::join(changed, ", "));
}

std::vector<std::string> changed_checks(const submission_record& before,
                                        const submission_record& now) {
  std::vector<std::string> result;
  const auto same_id = [](const auto& check) {
    return [&](const auto& other) { return other.id == check.id; };
  };
  for (const auto& check : now.checks) {
    const auto old = std::ranges::find_if(before.checks, same_id(check));
    if (old == before.checks.end())
      result.push_back(fmt::format("{} is new", inert_line(check.id)));
    else if (old->points != check.points)
      result.push_back(fmt::format("{} {} -> {}", inert_line(check.id), points_text(old->points),
                                   points_text(check.points)));
  }
  for (const auto& check : before.checks)
    if (std::ranges::none_of(now.checks, same_id(check)))
      result.push_back(fmt::format("{} is gone", inert_line(check.id)));
  return result;
}

bool is_another(const submission_record& before, const submission_record& now) {
  return before.verdict != now.verdict || before.points != now.points;
}

std::string change_line(const std::string& name, const submission_record& before,
                        const submission_record& now) {
  const auto checks = changed_checks(before, now);
  return fmt::format("changed  {:<28} {} {} -> {} {}{}{}; {}\n", inert_line(name),
                     points_text(before.points), to_string(before.verdict), points_text(now.points),
                     to_string(now.verdict), checks.empty() ? "" : "; ", fmt::join(checks, ", "),
                     reason(before, now));
}

std::string single_line(const char* what, const std::string& name,
                        const submission_record& record) {
  return fmt::format("{:<8} {:<28} {} {}\n", what, inert_line(name), points_text(record.points),
                     to_string(record.verdict));
}

}  // namespace

records_by_name records_in(const fs::path& results) {
  std::error_code problem;
  records_by_name found;
  for (const auto& entry : fs::directory_iterator(results, problem)) {
    const auto file = entry.path() / "record.json";
    if (fs::symlink_status(file).type() != fs::file_type::regular) continue;
    try {
      found[entry.path().filename().string()] = reports::submission_from_json(read_text(file));
    } catch (const std::exception& damage) {
      throw std::runtime_error(fmt::format("cannot compare with '{}': {}",
                                           inert_line(file.string()), inert_line(damage.what())));
    }
  }
  if (found.empty())
    throw std::runtime_error(fmt::format(
        "'{}' has no records to compare with; give a folder that ./lab grade --out wrote",
        inert_line(results.string())));
  return found;
}

std::string comparison(const records_by_name& before, const records_by_name& now) {
  std::string changed, added, missing;
  int same = 0;
  for (const auto& [name, record] : now) {
    const auto old = before.find(name);
    if (old == before.end())
      added += single_line("new", name, record);
    else if (is_another(old->second, record))
      changed += change_line(name, old->second, record);
    else
      ++same;
  }
  for (const auto& [name, record] : before)
    if (!now.contains(name)) missing += single_line("missing", name, record);
  return fmt::format("{}{}{}{} as before\n", changed, added, missing, same);
}

}  // namespace grader
