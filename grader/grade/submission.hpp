// SPDX-License-Identifier: MIT
// What lies in a folder of submissions.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace grader {

/// One thing that somebody handed in.
struct submission {
  std::string name;            ///< of the file without its ending; safe as a folder name
  std::filesystem::path path;  ///< of the source file
  std::string problem;         ///< one sentence when there is no source file to read
};

struct folder_listing {
  std::vector<submission> submissions;  ///< ordered by name
  std::vector<std::string> ignored;     ///< names of what is no submission, inert
};

/// A C++ file (.cpp, .cc, .cxx) is a submission; so is a folder, of the one C++ file in it. Other
/// files are ignored. Throws: std::runtime_error when the folder cannot be read or has no
/// submission.
folder_listing list_submissions(const std::filesystem::path& folder);

/// Keeps letters, digits, '_', '-' and inner '.', and writes every other byte as %XX, so that the
/// result is one harmless path component, different for different names.
std::string safe_name(const std::string& name);

}  // namespace grader
