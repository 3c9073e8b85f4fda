// SPDX-License-Identifier: MIT
// Runs a program that reads one text and prints another.
//
// How it works: its three standard files are files in memory, so that nobody waits for anybody to
// read or write; we wait for the end of the process alone, for a limited time.
#include "reports/plots/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>

namespace reports {
namespace {

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

class memory_file {
 public:
  memory_file() : file_(memfd_create("plot", MFD_CLOEXEC)) {
    if (file_ < 0) fail("cannot make a file in memory");
  }
  memory_file(const memory_file&) = delete;
  memory_file& operator=(const memory_file&) = delete;
  ~memory_file() { close(file_); }

  int descriptor() const { return file_; }

  void fill(const std::string& text) const {
    for (std::size_t done = 0; done < text.size();) {
      const auto count =
          pwrite(file_, text.data() + done, text.size() - done, static_cast<off_t>(done));
      if (count < 0 && errno != EINTR) fail("cannot write to a file in memory");
      if (count > 0) done += static_cast<std::size_t>(count);
    }
  }
  std::string text() const {
    std::string all;
    char some[1 << 16];
    for (;;) {
      const auto count = pread(file_, some, sizeof some, static_cast<off_t>(all.size()));
      if (count < 0 && errno != EINTR) fail("cannot read a file in memory");
      if (count == 0) return all;
      if (count > 0) all.append(some, static_cast<std::size_t>(count));
    }
  }

 private:
  int file_;
};

class spawn_files {
 public:
  spawn_files(const memory_file& in, const memory_file& out, const memory_file& errors) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, in.descriptor(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, out.descriptor(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, errors.descriptor(), STDERR_FILENO);
  }
  spawn_files(const spawn_files&) = delete;
  spawn_files& operator=(const spawn_files&) = delete;
  ~spawn_files() { posix_spawn_file_actions_destroy(&actions_); }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

/// A process of ours that is gone when this is.
class process {
 public:
  explicit process(pid_t id) : id_(id), watch_(static_cast<int>(syscall(SYS_pidfd_open, id, 0))) {}
  process(const process&) = delete;
  process& operator=(const process&) = delete;
  ~process() {
    if (watch_ >= 0) close(watch_);
    if (!was_waited_for_) kill(id_, SIGKILL), wait_for_status();
  }

  /// Whether it ends within the time.
  bool wait_for_end(std::chrono::milliseconds limit) const {
    if (watch_ < 0) fail("cannot watch a process");
    const auto until = std::chrono::steady_clock::now() + limit;
    for (;;) {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
      pollfd end{watch_, POLLIN, 0};
      const int ready = poll(&end, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
      if (ready > 0) return true;
      if (ready == 0) return false;
      if (errno != EINTR) fail("cannot wait for a process");
    }
  }
  void stop() const { kill(id_, SIGKILL); }
  int wait_for_status() {
    int status = 0;
    while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    was_waited_for_ = true;
    return status;
  }

 private:
  pid_t id_;
  int watch_;
  bool was_waited_for_ = false;
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (auto& each : texts) all.push_back(each.data());
  all.push_back(nullptr);
  return all;
}

std::vector<std::string> environment() {
  const char* path = std::getenv("PATH");
  return {std::string("PATH=") + (path == nullptr ? "/usr/bin:/bin" : path), "LC_ALL=C.UTF-8",
          "HOME=/nonexistent"};
}

}  // namespace

std::optional<child_result> run_child(std::vector<std::string> command, const std::string& input,
                                      std::chrono::milliseconds limit) {
  const memory_file in, out, errors;
  in.fill(input);
  const spawn_files files(in, out, errors);
  auto variables = environment();
  pid_t id = 0;
  const int error = posix_spawnp(&id, command.front().c_str(), files.get(), nullptr,
                                 pointers(command).data(), pointers(variables).data());
  if (error == ENOENT || error == EACCES || error == ENOTDIR) return std::nullopt;
  if (error != 0)
    throw std::system_error(error, std::generic_category(), "cannot run " + command.front());
  process child(id);
  child_result result;
  result.was_too_slow = !child.wait_for_end(limit);
  if (result.was_too_slow) child.stop();
  const int status = child.wait_for_status();
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  result.output = out.text();
  result.complaint = errors.text();
  return result;
}

}  // namespace reports
