// SPDX-License-Identifier: MIT
// An input as a file, for what reads files.
#pragma once

#include <filesystem>
#include <string>

#include "grader/test_files.hpp"

namespace fuzz {

/// Writes the text to a file of this process, in place of the text before.
/// Throws: std::runtime_error when it cannot be written.
inline const std::filesystem::path& input_file(const std::string& text) {
  static const grader::scratch_folder folder;
  static const auto path = folder / "input";
  grader::write_text(path, text);
  return path;
}

}  // namespace fuzz
