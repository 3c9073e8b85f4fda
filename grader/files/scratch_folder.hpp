// SPDX-License-Identifier: MIT
// A place for what is made on the way and nobody keeps.
#pragma once

#include <filesystem>

#include "grader/sandbox/descriptor.hpp"

namespace grader {

/// A folder in the system's place for temporary files that goes with its owner. After a kill it
/// stays, until remove_dead_scratch_folders().
class scratch_folder {
 public:
  /// Throws: std::runtime_error.
  scratch_folder();
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  ~scratch_folder();
  const std::filesystem::path& path() const noexcept { return path_; }
  std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
  sandbox::descriptor owner_;
};

/// Removes the scratch folders of this user's processes that are dead. Never throws: what cannot be
/// removed stays.
void remove_dead_scratch_folders() noexcept;

}  // namespace grader
