// SPDX-License-Identifier: MIT
// Writes a file so that nobody ever sees half of it.
//
// How it works. The text goes to a new file beside the target, under a name that nobody else has:
// O_EXCL and O_NOFOLLOW refuse what somebody may have put there. It is synced, and renamed over the
// target, which is one atomic step; so a reader sees the old text or the new one, also after a
// crash. What fails on the way removes the new file and leaves the target as it was.
#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "reports/record/submission_record.hpp"

namespace reports {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& reason) {
  throw std::runtime_error("cannot write " + path.string() + ": " + reason);
}

std::string last_error() { return std::generic_category().message(errno); }

/// A new file beside its target; removed unless it got the target's name.
class temporary_file {
 public:
  explicit temporary_file(const fs::path& target) : target_(target) {
    constexpr int attempts = 100;  // of names that leftovers of a killed process may hold
    static std::atomic<unsigned> counter = 0;
    for (int attempt = 0; attempt < attempts && descriptor_ < 0; ++attempt) {
      name_ = target.parent_path() /
              (".writing-" + std::to_string(::getpid()) + "-" + std::to_string(counter++));
      descriptor_ =
          ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
      if (descriptor_ < 0 && errno != EEXIST) break;
    }
    if (descriptor_ < 0) fail(target_, last_error());
  }
  temporary_file(const temporary_file&) = delete;
  temporary_file& operator=(const temporary_file&) = delete;
  ~temporary_file() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!renamed_) ::unlink(name_.c_str());
  }

  void write(std::string_view text) {
    while (!text.empty()) {
      const auto written = ::write(descriptor_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(target_, last_error());
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(descriptor_) != 0) fail(target_, last_error());
  }

  void become_target() {
    if (::rename(name_.c_str(), target_.c_str()) != 0) fail(target_, last_error());
    renamed_ = true;
  }

 private:
  const fs::path& target_;
  fs::path name_;
  int descriptor_ = -1;
  bool renamed_ = false;
};

}  // namespace

void write_file_atomically(const fs::path& path, const std::string& text) {
  std::error_code ignored;
  // A rename would put a plain file in the place of a device, or of a link such as /dev/stdout.
  const auto there = fs::symlink_status(path, ignored);
  if (fs::exists(there) && !fs::is_regular_file(there)) fail(path, "it is not a regular file");
  temporary_file file(path);
  file.write(text);
  file.become_target();
}

}  // namespace reports
