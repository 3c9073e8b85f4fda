// SPDX-License-Identifier: MIT
// The folder of a class's results.
//
// How it works. A record is the mark that its feedback is whole: it is written last, and removed
// first when other feedback is to be written. So after a kill at any moment a submission has a
// record and the feedback that belongs to it, or no record, and is graded again. Results that are
// to go lose their record last: as long as it is there, the next run sees that they have to go.
#include "grader/grade/results_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "grader/feedback/feedback.hpp"
#include "grader/files/folder_lock.hpp"
#include "grader/files/text_file.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

constexpr const char* record_file = "record.json";
constexpr const char* feedback_files[] = {"feedback.md", "feedback.html"};

/// See reports/record/write_file.cpp; a name of that kind is nobody else's.
void remove_half_written(const fs::path& folder) {
  std::vector<fs::path> left;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().starts_with(".writing-") &&
        entry.symlink_status().type() == fs::file_type::regular)
      left.push_back(entry.path());
  for (const auto& file : left) fs::remove(file);
}

bool is_file(const fs::path& path) {
  std::error_code problem;
  return fs::symlink_status(path, problem).type() == fs::file_type::regular;
}

/// What was renamed and removed before is so on the disk, too.
void make_durable(const fs::path& folder) {
  const sandbox::descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened || fsync(opened.get()) != 0)
    throw std::runtime_error(fmt::format("cannot write {}: {}", folder.string(),
                                         std::generic_category().message(errno)));
}

sandbox::descriptor lock_of(const fs::path& folder) {
  auto lock = try_to_lock(folder / ".lock", O_CREAT);
  if (lock) return std::move(*lock);
  if (errno == EWOULDBLOCK)
    throw std::runtime_error(fmt::format(
        "another grader is at work in '{}'; wait for it, or give another folder to --out",
        folder.string()));
  throw std::runtime_error(fmt::format("cannot lock '{}': {}", (folder / ".lock").string(),
                                       std::generic_category().message(errno)));
}

}  // namespace

results_folder::results_folder(const fs::path& path) : path_(path), lock_(lock_of(path)) {
  remove_half_written(path);
  for (const auto& entry : fs::directory_iterator(path))
    if (entry.symlink_status().type() == fs::file_type::directory)
      remove_half_written(entry.path());
}

std::optional<reports::submission_record> results_folder::finished(const std::string& name,
                                                                   const record_key& key) const {
  const auto folder = path_ / name;
  if (!is_file(folder / record_file)) return {};
  for (const auto* each : feedback_files)
    if (!is_file(folder / each)) return {};
  try {
    auto record = reports::submission_from_json(read_text(folder / record_file));
    if (record.verdict == reports::verdict::internal || record.submission != name ||
        key_in(record) != key)
      return {};
    return record;
  } catch (const std::exception&) {
    return {};  // somebody damaged it: it is written anew
  }
}

void results_folder::write(const graded& done) const {
  const auto folder = path_ / done.record.submission;
  fs::create_directories(folder);
  if (fs::remove(folder / record_file)) make_durable(folder);
  reports::write_file_atomically(folder / "feedback.md",
                                 feedback(done.record, done.compiler_text, medium::markdown));
  reports::write_file_atomically(folder / "feedback.html",
                                 feedback(done.record, done.compiler_text, medium::html));
  reports::write_file_atomically(folder / record_file, reports::to_json(done.record));
  make_durable(folder);
}

bool results_folder::write_alone(const reports::submission_record& record) const noexcept {
  const auto file = path_ / record.submission / record_file;
  try {
    reports::write_file_atomically(file, reports::to_json(record));
    return true;
  } catch (const std::exception&) {
    std::error_code problem;
    fs::remove(file, problem);
    return !fs::exists(fs::symlink_status(file, problem));
  }
}

void results_folder::remove_others(const std::vector<std::string>& present) const {
  std::vector<fs::path> stale;
  for (const auto& entry : fs::directory_iterator(path_))
    if (is_file(entry.path() / record_file) &&
        std::ranges::find(present, entry.path().filename().string()) == present.end())
      stale.push_back(entry.path());
  for (const auto& folder : stale) {
    for (const auto* each : feedback_files) fs::remove(folder / each);
    fs::remove(folder / record_file);
    std::error_code not_empty;
    fs::remove(folder, not_empty);
  }
}

}  // namespace grader
