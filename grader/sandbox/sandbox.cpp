// SPDX-License-Identifier: MIT
// Starts a program that nobody trusts.
//
// How it works. Between fork and exec the child sets its resource limits, which bubblewrap and all
// below it inherit, and closes every descriptor but the standard ones and the channel. Its output
// comes back through one socket. Where there are control groups, it enters one first. bubblewrap is
// told to die with us, and its init to die with it: one SIGKILL ends the whole pid namespace,
// whatever was started in it.
#include "grader/sandbox/sandbox.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>

#include "grader/sandbox/attended_time.hpp"
#include "grader/sandbox/bubblewrap.hpp"

namespace sandbox {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t mib = 1024 * 1024;
constexpr int channel_descriptor = 3;
constexpr rlim_t open_files = 256;

void limit(__rlimit_resource what, rlim_t value, rlim_t unit = 1) {
  if (value == 0) return;
  value *= unit;
  const rlimit both{value, value};
  setrlimit(what, &both);
}

/// Runs between fork and exec: only async-signal-safe calls.
[[noreturn]] void become(const job& what, isolation walls, int output, char* const* argv,
                         pid_t parent, int group) {
  // Before it starts anything. Where this fails the other limits are still there.
  if (group >= 0 && write(group, "0", 1) != 1) close(group);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);  // it died before it could be said that we die with it
  setpgid(0, 0);
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  int kept = STDERR_FILENO;
  if (what.channel >= 0) {
    // dup2 onto itself would keep the close-on-exec flag.
    if (what.channel == channel_descriptor) fcntl(what.channel, F_SETFD, 0);
    dup2(what.channel, kept = channel_descriptor);
  }
  close_range(static_cast<unsigned>(kept) + 1, ~0u, 0);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  limit(RLIMIT_AS, what.address_space_mib, mib);
  limit(RLIMIT_FSIZE, what.file_mib, mib);
  if (what.cpu_seconds != 0) {
    const rlimit says_so_first{what.cpu_seconds, what.cpu_seconds + 1};  // SIGXCPU, then SIGKILL
    setrlimit(RLIMIT_CPU, &says_so_first);
  }
  limit(RLIMIT_NOFILE, open_files);
  if (what.plain_addresses) personality(ADDR_NO_RANDOMIZE);  // where the machine lets it
  signal(SIGPIPE, SIG_DFL);
  // What bubblewrap has in its environment, the program can read: its init is process 1 in there.
  char* no_environment[] = {nullptr};
  execvpe(argv[0], argv, walls == isolation::bubblewrap ? no_environment : environ);
  _exit(127);
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// bubblewrap reports the signal that ended the program as a shell does.
exit_report as_report(int status) {
  if (WIFSIGNALED(status)) return {.signal = WTERMSIG(status)};
  constexpr int shell_signal_base = 128;
  const int code = WEXITSTATUS(status);
  if (code > shell_signal_base && code <= shell_signal_base + SIGRTMAX)
    return {.code = code, .signal = code - shell_signal_base};
  return {.code = code};
}

}  // namespace

std::string path_of(const bind& visible, isolation walls) {
  return walls == isolation::bubblewrap ? visible.inside : visible.outside.string();
}

process::process(const job& what, isolation walls) {
  std::array<int, 2> ends{};
  // A pipe could be opened again by its name under /proc, and be read from for ever.
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw std::system_error(errno, std::generic_category(), "cannot make a pair of sockets");
  output_ = descriptor(ends[0]);
  const descriptor writing(ends[1]);
  shutdown(output_.get(), SHUT_WR);
  fcntl(output_.get(), F_SETFL, O_NONBLOCK);
  auto words = walls == isolation::bubblewrap ? bubblewrap_command(what) : what.argv;
  const auto argv = pointers_to(words);
  const auto self = getpid();
  group_ = control_group::make(what.together);
  const int entrance = group_ ? group_->entrance() : -1;
  pid_ = fork();
  if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "cannot make a process");
  if (pid_ == 0) become(what, walls, writing.get(), argv.data(), self, entrance);
}

process::~process() {
  kill();
  wait();
}

void process::kill() noexcept {
  if (report_) return;
  // bubblewrap's own child is in its group until it has arranged to die with it.
  ::kill(-pid_, SIGKILL);
  ::kill(pid_, SIGKILL);  // in case it has no process group of its own yet
}

bool process::has_ended() noexcept {
  int status = 0;
  if (!report_ && waitpid(pid_, &status, WNOHANG) == pid_) report(status);
  return report_.has_value();
}

exit_report process::wait() {
  if (report_) return *report_;
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  report(status);
  return *report_;
}

void process::report(int status) {
  report_ = as_report(status);
  report_->out_of_memory = group_ && group_->ran_out_of_memory();
}

bool captured_text::drain(int fd) {
  std::array<char, 16384> buffer;
  for (;;) {
    const auto size = read(fd, buffer.data(), buffer.size());
    if (size == 0) return false;
    if (size < 0) return errno == EAGAIN || errno == EINTR;
    total_ += static_cast<std::uint64_t>(size);
    text_.append(buffer.data(), std::min(static_cast<std::size_t>(size), limit_ - text_.size()));
    if (over_limit()) return true;
  }
}

finished_run run_to_end(const job& what, isolation walls, std::chrono::milliseconds wall_limit,
                        std::size_t output_limit_bytes, const std::atomic<bool>* stop) {
  attended_time time;
  process child(what, walls);
  captured_text captured(output_limit_bytes);
  finished_run result;
  bool open = true;  // a program may close its output long before it ends
  while (!result.timed_out && !result.flooded) {
    open = open && captured.drain(child.output());
    if (!open && child.has_ended()) break;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(wall_limit - time.look());
    const auto nap = open ? 200ms : 1ms;  // then looks at `*stop`, or at whether it has ended
    pollfd readable{open ? child.output() : -1, POLLIN, 0};
    poll(&readable, 1, static_cast<int>(std::clamp(left, 0ms, nap).count()));
    result.timed_out = left.count() <= 0 || (stop != nullptr && *stop);
    result.flooded = captured.over_limit();
  }
  if (result.timed_out || result.flooded) child.kill();
  result.exit = child.wait();
  result.output = captured.text();
  return result;
}

std::optional<std::string> why_unusable() {
  const auto probe = run_to_end({.argv = {"/usr/bin/true"}}, isolation::bubblewrap,
                                std::chrono::seconds(10), 4096);
  if (!probe.timed_out && probe.exit.code == 0 && probe.exit.signal == 0) return {};
  if (probe.exit.code == 127 && probe.output.empty())
    return "bubblewrap is not installed; install it with: apt-get install bubblewrap";
  const auto first_line = probe.output.substr(0, probe.output.find('\n'));
  return "bubblewrap cannot shut programs in here (" +
         (first_line.empty() ? "it did not start" : first_line) +
         "); allow user namespaces, for example with: sysctl kernel.unprivileged_userns_clone=1";
}

}  // namespace sandbox
