// SPDX-License-Identifier: MIT
// Reads the records that a user names.
#include "reports/program/load_records.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "reports/record/record_kind.hpp"

namespace reports {
namespace {

namespace fs = std::filesystem;

constexpr auto record_name = "record.json";
constexpr std::uintmax_t largest_mib = 64;  // a record of a long benchmark takes less than one

[[noreturn]] void fail(const fs::path& path, const std::string& complaint) {
  throw std::runtime_error(path.string() + ": " + complaint);
}

std::vector<fs::path> files_in(const fs::path& folder) {
  if (fs::exists(folder / record_name)) return {folder / record_name};
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto file = entry.path() / record_name;
    if (entry.is_directory() && fs::exists(file)) files.push_back(file);
  }
  if (files.empty()) fail(folder, "no record in it; name a folder that ./lab grade --out wrote");
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> files_at(const fs::path& path) {
  if (fs::is_directory(path)) return files_in(path);
  if (!fs::exists(path)) fail(path, "no such file or folder; name a record that exists");
  return {path};
}

std::string read_text(const fs::path& file) {
  if (!fs::is_regular_file(file)) fail(file, "not a file; name a record.json or bench.json");
  if (fs::file_size(file) > largest_mib * 1024 * 1024) {
    fail(file, "larger than " + std::to_string(largest_mib) + " MiB, so it is no record");
  }
  std::ifstream stream(file, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(stream), {});
  if (!stream) fail(file, "cannot be read; check its permissions");
  return text;
}

/// Collects records, and refuses those that do not go together.
class collection {
 public:
  void add(const fs::path& file) {
    const auto text = read_text(file);
    try {
      add(record_kind(text), text);
    } catch (const std::runtime_error& error) {
      fail(file, error.what());
    }
  }

  loaded_records take() && {
    if (bench_) return *std::move(bench_);
    std::stable_sort(submissions_.begin(), submissions_.end(),
                     [](const auto& a, const auto& b) { return a.submission < b.submission; });
    return std::move(submissions_);
  }

 private:
  void add(const std::string& kind, const std::string& text) {
    if (kind == "submission") {
      submissions_.push_back(submission_from_json(text));
    } else if (kind != "bench") {
      throw std::runtime_error("a record of kind \"" + kind +
                               "\", which this program does not know");
    } else if (bench_) {
      throw std::runtime_error("a second benchmark; report one at a time");
    } else {
      bench_ = bench_from_json(text);
    }
    if (bench_ && !submissions_.empty()) {
      throw std::runtime_error("benchmarks and submissions are mixed; report one kind at a time");
    }
  }

  std::vector<submission_record> submissions_;
  std::optional<bench_record> bench_;
};

}  // namespace

loaded_records load_records(const std::vector<fs::path>& paths) {
  collection all;
  for (const auto& path : paths) {
    for (const auto& file : files_at(path)) all.add(file);
  }
  return std::move(all).take();
}

}  // namespace reports
