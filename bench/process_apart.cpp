// SPDX-License-Identifier: MIT
// A process of our own, from outside: started, limited, and told apart by how it ended.
#include "bench/process_apart.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <system_error>
#include <utility>

namespace bench {
namespace {

using clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

/// The child, in a process group of its own: Ctrl-C is for us, and we end it whole.
class child {
 public:
  child(const std::filesystem::path& program, const std::vector<std::string>& words) {
    std::vector<std::string> command{program.filename().string()};
    command.insert(command.end(), words.begin(), words.end());
    std::vector<char*> arguments;
    for (auto& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("cannot make a pipe");
    output_ = ends[0];
    const auto self = getpid();
    pid_ = fork();
    if (pid_ == 0) become(program.c_str(), arguments.data(), ends[1], self);
    close(ends[1]);
    if (pid_ < 0) {
      close(output_);
      fail("cannot start a process");
    }
  }
  child(const child&) = delete;
  child& operator=(const child&) = delete;
  ~child() {
    if (pid_ > 0) end();
    close(output_);
  }

  /// Returns: all that it printed; false in `in_time` when the limit came first.
  std::string read_until(clock::time_point limit, bool& in_time) {
    std::string text;
    for (;;) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(limit - clock::now());
      pollfd readable{output_, POLLIN, 0};
      const int ready = poll(&readable, 1, static_cast<int>(std::max(left, 0ms).count()));
      if (ready < 0 && errno == EINTR) continue;
      std::array<char, 16384> some;
      const auto count = ready > 0 ? read(output_, some.data(), some.size()) : 0;
      if (count > 0) text.append(some.data(), static_cast<std::size_t>(count));
      in_time = ready > 0;
      if (count <= 0) return text;
    }
  }

  /// Waits until it has ended by itself. Returns: the status of waitpid(); empty past the limit.
  std::optional<int> wait_until(clock::time_point limit) {
    int status = 0;
    for (;;) {
      const auto ended = waitpid(pid_, &status, WNOHANG);
      if (ended == pid_) {
        kill(-std::exchange(pid_, 0), SIGKILL);  // what it left behind
        return status;
      }
      if (clock::now() >= limit) return {};
      usleep(200);
    }
  }

 private:
  [[noreturn]] static void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
  }

  [[noreturn]] static void become(const char* program, char** arguments, int output, pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);     // one that hangs would outlive a parent that is killed
    if (getppid() != parent) _exit(127);  // it died before it could be said
    setpgid(0, 0);
    dup2(output, STDOUT_FILENO);
    const int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDERR_FILENO);
    execv(program, arguments);
    _exit(127);
  }

  void end() {
    kill(-pid_, SIGKILL);
    kill(pid_, SIGKILL);  // in case it has no group of its own yet
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }

  pid_t pid_ = 0;
  int output_ = -1;
};

}  // namespace

process_output run_apart(const std::filesystem::path& program,
                         const std::vector<std::string>& words, std::chrono::milliseconds limit) {
  const auto end = clock::now() + limit;
  child started(program, words);
  bool in_time = false;
  process_output found{.text = started.read_until(end, in_time), .problem = {}};
  const auto status = in_time ? started.wait_until(end) : std::nullopt;
  if (!status)
    found.problem =
        fmt::format("it did not end within {:.0f} s", std::chrono::duration<double>(limit).count());
  else if (WIFSIGNALED(*status))
    found.problem = fmt::format("it crashed by SIG{}", sigabbrev_np(WTERMSIG(*status)));
  else if (WEXITSTATUS(*status) != 0)
    found.problem = fmt::format("it ended with code {}", WEXITSTATUS(*status));
  return found;
}

}  // namespace bench
