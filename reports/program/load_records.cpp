// SPDX-License-Identifier: MIT
// Reads the records that a user names.
#include "reports/program/load_records.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace reports {
namespace {

namespace fs = std::filesystem;

constexpr auto record_name = "record.json";
/// A benchmark keeps up to 1000 samples of a leg, some 35 bytes each: with 25 workloads on 6
/// backends with 2 numbers of workers, 9 legs of each make less than 100 MiB.
constexpr std::uintmax_t largest_mib = 512;

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

any_record read_record(const fs::path& file) {
  const auto text = read_text(file);
  try {
    return any_from_json(text);
  } catch (const std::runtime_error& error) {
    fail(file, error.what());
  }
}

}  // namespace

std::vector<loaded_record> load_records(const std::vector<fs::path>& paths) {
  std::vector<loaded_record> all;
  for (const auto& path : paths) {
    for (const auto& file : files_at(path)) all.push_back({file, read_record(file)});
  }
  return all;
}

}  // namespace reports
