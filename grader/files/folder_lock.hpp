// SPDX-License-Identifier: MIT
// A file that says that its owner lives.
#pragma once

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <filesystem>
#include <optional>

#include "grader/sandbox/descriptor.hpp"

namespace grader {

/// Locks the file, which is made where `more_flags` has O_CREAT, and follows no link. The lock goes
/// with the descriptor, or with the process, however that ends. Returns: empty when another process
/// has it, when the file cannot be opened, or when somebody removed it meanwhile; `errno` tells.
inline std::optional<sandbox::descriptor> try_to_lock(const std::filesystem::path& file,
                                                      int more_flags) {
  sandbox::descriptor opened(
      open(file.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | more_flags, 0600));
  struct stat about {};
  if (!opened || flock(opened.get(), LOCK_EX | LOCK_NB) != 0 || fstat(opened.get(), &about) != 0)
    return {};
  if (about.st_nlink == 0 || !S_ISREG(about.st_mode)) return {};
  return opened;
}

}  // namespace grader
