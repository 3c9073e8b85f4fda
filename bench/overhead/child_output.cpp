// SPDX-License-Identifier: MIT
// Runs another program and reads what it prints.
#include "bench/overhead/child_output.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace bench::overhead {
namespace {

[[noreturn]] void fail(int error, const std::string& what) {
  throw std::system_error(error, std::generic_category(), what);
}

/// A pipe whose ends no other child inherits.
class pipe_ends {
 public:
  pipe_ends() {
    if (pipe2(ends_, O_CLOEXEC) != 0) fail(errno, "cannot make a pipe");
  }
  pipe_ends(const pipe_ends&) = delete;
  pipe_ends& operator=(const pipe_ends&) = delete;
  ~pipe_ends() {
    close(ends_[0]);
    close_writing_end();
  }

  int reading_end() const { return ends_[0]; }
  int writing_end() const { return ends_[1]; }
  void close_writing_end() {
    if (ends_[1] >= 0) close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  int ends_[2]{};
};

/// Which files the child starts with.
class child_files {
 public:
  child_files(int output, bool show_errors) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    if (!show_errors)
      posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  child_files(const child_files&) = delete;
  child_files& operator=(const child_files&) = delete;
  ~child_files() { posix_spawn_file_actions_destroy(&actions_); }

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

std::string read_to_end(int file) {
  std::string text;
  char some[4096];
  for (;;) {
    const auto count = read(file, some, sizeof some);
    if (count > 0) text.append(some, static_cast<std::size_t>(count));
    if (count == 0) return text;
    if (count < 0 && errno != EINTR) fail(errno, "cannot read what a program prints");
  }
}

int wait_for_exit(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) fail(errno, "cannot wait for a program");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

std::optional<child_result> run_child(std::vector<std::string> command, bool show_errors) {
  std::vector<char*> arguments;
  for (auto& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pipe_ends output;
  const child_files files(output.writing_end(), show_errors);
  pid_t child = 0;
  const auto error =
      posix_spawnp(&child, arguments[0], files.get(), nullptr, arguments.data(), environ);
  if (error == ENOENT || error == EACCES) return {};
  if (error != 0) fail(error, "cannot run " + command[0]);
  output.close_writing_end();
  auto text = read_to_end(output.reading_end());
  const auto exit_code = wait_for_exit(child);
  return child_result{exit_code, std::move(text)};
}

}  // namespace bench::overhead
