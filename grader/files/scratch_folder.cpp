// SPDX-License-Identifier: MIT
// Folders that go with their owners, and a broom for those whose owners were killed.
//
// How it works. Beside what the owner keeps in it, a folder has a marker that the owner has locked,
// and the lock goes with the process. Who can lock a marker has a folder of the dead. A new folder
// has no marker for a moment: then the broom takes it only when it is empty and old, and the owner,
// when it finds its folder or its marker gone, makes another one.
#include "grader/files/scratch_folder.hpp"

#include <sys/stat.h>

#include <chrono>
#include <cstdlib>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "grader/files/folder_lock.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

constexpr const char* prefix = "futures-lab-";
constexpr const char* marker = ".owner";

/// Of this user, and no link to somewhere else.
bool is_own_folder(const fs::path& path) {
  struct stat about {};
  return lstat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode) && about.st_uid == geteuid();
}

/// Its owner was killed before there was a marker, or takes long to make one and will notice.
void remove_if_empty_and_old(const fs::path& folder) {
  std::error_code problem;
  const auto age = fs::file_time_type::clock::now() - fs::last_write_time(folder, problem);
  if (!problem && age > std::chrono::hours(1)) ::rmdir(folder.c_str());
}

/// The marker goes last: a broom that is killed leaves what the next one recognises.
void remove_if_dead(const fs::path& folder) {
  if (!fs::exists(fs::symlink_status(folder / marker))) return remove_if_empty_and_old(folder);
  const auto lock = try_to_lock(folder / marker, 0);
  if (!lock) return;
  std::vector<fs::path> inside;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename() != marker) inside.push_back(entry.path());
  std::error_code stays;
  for (const auto& each : inside)
    if (fs::remove_all(each, stays); stays) return;
  fs::remove(folder / marker, stays);
  fs::remove(folder, stays);
}

}  // namespace

scratch_folder::scratch_folder() {
  constexpr int attempts = 10;  // against a broom that comes between the folder and its marker
  std::optional<sandbox::descriptor> owner;
  for (int attempt = 0; attempt < attempts && !owner; ++attempt) {
    auto pattern = (fs::temp_directory_path() / (std::string(prefix) + "XXXXXX")).string();
    if (mkdtemp(pattern.data()) == nullptr)
      throw std::runtime_error("cannot make a temporary folder: " + pattern);
    path_ = pattern;
    owner = try_to_lock(path_ / marker, O_CREAT | O_EXCL);
  }
  if (!owner) throw std::runtime_error("cannot lock a temporary folder: " + path_.string());
  owner_ = std::move(*owner);
}

scratch_folder::~scratch_folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void remove_dead_scratch_folders() noexcept {
  try {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(fs::temp_directory_path()))
      if (entry.path().filename().string().starts_with(prefix) && is_own_folder(entry.path()))
        found.push_back(entry.path());
    for (const auto& each : found) remove_if_dead(each);
  } catch (const std::exception&) {  // another broom was faster, or there is no such place
  }
}

}  // namespace grader
