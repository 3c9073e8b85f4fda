// SPDX-License-Identifier: MIT
// A leg's process, from outside: started, limited, and told apart by how it ended.
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

#include "bench/leg.hpp"

namespace bench {
namespace {

using clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

leg_result failed(const std::string& how) {
  leg_result result;
  result.problem = "failed: " + how;
  return result;
}

/// The child, in a process group of its own: Ctrl-C is for us, and we end it whole.
class leg_process {
 public:
  explicit leg_process(const std::vector<std::string>& words) {
    std::vector<std::string> command{"lab-bench"};
    command.insert(command.end(), words.begin(), words.end());
    std::vector<char*> arguments;
    for (auto& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("cannot make a pipe");
    output_ = ends[0];
    const auto self = getpid();
    pid_ = fork();
    if (pid_ == 0) become(arguments.data(), ends[1], self);
    close(ends[1]);
    if (pid_ < 0) {
      close(output_);
      fail("cannot start a process for a leg");
    }
  }
  leg_process(const leg_process&) = delete;
  leg_process& operator=(const leg_process&) = delete;
  ~leg_process() {
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

  [[noreturn]] static void become(char** arguments, int output, pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);     // a leg that hangs would outlive a parent that is killed
    if (getppid() != parent) _exit(127);  // it died before it could be said
    setpgid(0, 0);
    dup2(output, STDOUT_FILENO);
    const int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDERR_FILENO);
    execv("/proc/self/exe", arguments);
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

leg_result run_leg_apart(const leg& what, std::chrono::milliseconds limit) {
  const auto end = clock::now() + limit;
  leg_process child(leg_arguments(what));
  bool in_time = false;
  const auto text = child.read_until(end, in_time);
  const auto status = in_time ? child.wait_until(end) : std::nullopt;
  if (!status)
    return failed(fmt::format("it did not end within {:.0f} s",
                              std::chrono::duration<double>(limit).count()));
  if (WIFSIGNALED(*status))
    return failed(fmt::format("it crashed by SIG{}", sigabbrev_np(WTERMSIG(*status))));
  if (WEXITSTATUS(*status) != 0)
    return failed(fmt::format("it ended with code {}", WEXITSTATUS(*status)));
  try {
    return leg_result_from_json(text);
  } catch (const std::exception& problem) {
    return failed(problem.what());
  }
}

}  // namespace bench
