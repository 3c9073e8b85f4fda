// SPDX-License-Identifier: MIT
// Files for tests: a folder that goes away, and whole texts.
#pragma once

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "grader/files/scratch_folder.hpp"
#include "grader/files/text_file.hpp"

namespace grader {

using temporary_folder = scratch_folder;

/// Throws: std::runtime_error when it cannot be written.
inline std::filesystem::path write_text(const std::filesystem::path& path,
                                        const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw std::runtime_error("cannot write " + path.string());
  return path;
}

}  // namespace grader
