// SPDX-License-Identifier: MIT
// A place for what is made on the way and nobody keeps.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace grader {

/// A folder in the system's place for temporary files that goes with its owner.
class scratch_folder {
 public:
  /// Throws: std::runtime_error.
  scratch_folder() {
    auto pattern = (std::filesystem::temp_directory_path() / "futures-lab-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr)
      throw std::runtime_error("cannot make a temporary folder: " + pattern);
    path_ = pattern;
  }
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  ~scratch_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const noexcept { return path_; }
  std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace grader
