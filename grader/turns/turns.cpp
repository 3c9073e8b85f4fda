// SPDX-License-Identifier: MIT
// Turns by file locks.
#include "grader/turns/turns.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <system_error>

namespace grader {
namespace {

sandbox::descriptor locked(const std::filesystem::path& file, int operation) {
  sandbox::descriptor opened(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (opened.get() < 0)
    throw std::system_error(errno, std::generic_category(), "cannot open " + file.string());
  while (flock(opened.get(), operation) != 0)
    if (errno != EINTR)
      throw std::system_error(errno, std::generic_category(), "cannot lock " + file.string());
  return opened;
}

}  // namespace

turns::turn turns::take(int operation) const {
  const auto gate = locked(file_.string() + ".gate", LOCK_EX);
  return turn(locked(file_, operation));
}

turns::turn turns::shared() const { return take(LOCK_SH); }
turns::turn turns::alone() const { return take(LOCK_EX); }

}  // namespace grader
