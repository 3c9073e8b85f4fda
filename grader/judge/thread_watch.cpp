// SPDX-License-Identifier: MIT
// Reads what the kernel says of a process's threads.
#include "grader/judge/thread_watch.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cinttypes>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <string_view>

#include "grader/sandbox/descriptor.hpp"

namespace judge {
namespace {

/// The whole of a small file; empty when it cannot be read.
std::string read_small(const std::string& path) {
  const sandbox::descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::array<char, 4096> buffer;
  const auto size = file ? read(file.get(), buffer.data(), buffer.size()) : -1;
  return size > 0 ? std::string(buffer.data(), static_cast<std::size_t>(size)) : std::string();
}

/// Calls back with the id of each thread until it returns false. Returns: whether it never did.
bool for_each_thread(const std::string& process, const std::function<bool(const char*)>& visit) {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir((process + "task").c_str()), closedir);
  if (!folder) return true;
  while (const dirent* entry = readdir(folder.get()))
    if (entry->d_name[0] != '.' && !visit(entry->d_name)) return false;
  return true;
}

/// What follows the label on its line; empty when it is not there.
std::string line_in(const std::string& status, std::string_view label) {
  const auto at = status.find(label);
  if (at == std::string::npos) return {};
  const auto from = at + label.size();
  return status.substr(from, status.find('\n', from) - from);
}

/// The letter of proc(5); 'X', dead, also when the thread ended while we looked.
char state_in(std::string_view status) {
  constexpr std::string_view label = "State:\t";
  const auto at = status.find(label);
  return at == std::string_view::npos ? 'X' : status[at + label.size()];
}

/// Dead threads sleep well: 'Z' and 'X' cannot wake.
bool is_asleep(std::string_view status) {
  const char state = state_in(status);
  return state == 'S' || state == 'Z' || state == 'X';
}

std::string switches_in(std::string_view status) {
  const auto at = status.find("voluntary_ctxt_switches");
  return at == std::string_view::npos ? std::string() : std::string(status.substr(at));
}

/// The fields of /proc/pid/task/tid/syscall: the call and its first four arguments.
struct blocked_call {
  long number = -1;
  std::array<std::uint64_t, 4> arguments{};
};

bool parse(const std::string& text, blocked_call& call) {
  auto& a = call.arguments;
  return std::sscanf(text.c_str(), "%ld %" SCNx64 " %" SCNx64 " %" SCNx64 " %" SCNx64, &call.number,
                     &a[0], &a[1], &a[2], &a[3]) == 5;
}

/// Only the calls that are known to wait for ever are untimed; all others may wake by themselves.
bool waits_for_ever(const blocked_call& call) {
  switch (call.number) {
    case SYS_futex:
      return call.arguments[3] == 0;
    case SYS_poll:
      return static_cast<std::int32_t>(call.arguments[2]) < 0;
    case SYS_recvfrom:
    case SYS_recvmsg:
    case SYS_read:
    case SYS_pause:
      return true;
    default:
      return false;
  }
}

}  // namespace

thread_watch::thread_watch(pid_t pid) : pid_(pid), process_("/proc/" + std::to_string(pid) + "/") {}

bool thread_watch::scan(std::vector<thread>& asleep) const {
  return for_each_thread(process_, [&](const char* id) {
    const auto status = read_small(process_ + "task/" + id + "/status");
    asleep.push_back({id, switches_in(status)});
    return is_asleep(status);
  });
}

bool thread_watch::quiescent() const {
  std::vector<thread> before, after;
  return scan(before) && scan(after) && before == after;
}

bool thread_watch::sleeps_for_ever() const {
  // Between the scans, for who slept with a time limit may wake, wake others, and wait for ever:
  // then each thread waits for ever when it is looked at, and the process does not.
  std::vector<thread> before, after;
  return scan(before) && !some_wait_is_timed() && scan(after) && before == after;
}

bool thread_watch::some_thread_is_ready() const {
  return !for_each_thread(process_, [&](const char* id) {
    return state_in(read_small(process_ + "task/" + id + "/status")) != 'R';
  });
}

bool thread_watch::some_wait_is_timed() const {
  return !for_each_thread(process_, [&](const char* id) {
    blocked_call call;
    return parse(read_small(process_ + "task/" + id + "/syscall"), call) && waits_for_ever(call);
  });
}

std::uint64_t thread_watch::resident_bytes() const {
  std::uint64_t size = 0, resident = 0;
  const auto text = read_small(process_ + "statm");
  if (std::sscanf(text.c_str(), "%" SCNu64 " %" SCNu64, &size, &resident) != 2) return 0;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::optional<std::uint32_t> thread_watch::number_inside(pid_t which) const {
  const auto numbers =
      line_in(read_small(process_ + "task/" + std::to_string(which) + "/status"), "NSpid:\t");
  if (numbers.empty()) return {};
  const auto last = numbers.find_last_of('\t');  // one for each namespace, the innermost last
  return static_cast<std::uint32_t>(
      std::stoul(last == std::string::npos ? numbers : numbers.substr(last)));
}

std::uint64_t thread_watch::threads() const {
  const auto number = line_in(read_small(process_ + "status"), "Threads:\t");
  return number.empty() ? 0 : std::stoul(number);
}

std::chrono::nanoseconds thread_watch::cpu_time() const {
  clockid_t of_process{};
  timespec used{};
  if (clock_getcpuclockid(pid_, &of_process) != 0 || clock_gettime(of_process, &used) != 0)
    return {};
  return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

std::uint64_t thread_watch::run_queue_delay_ns() const {
  std::uint64_t total = 0;
  for_each_thread(process_, [&](const char* id) {
    std::uint64_t ran = 0, delayed = 0;
    const auto text = read_small(process_ + "task/" + id + "/schedstat");
    if (std::sscanf(text.c_str(), "%" SCNu64 " %" SCNu64, &ran, &delayed) == 2) total += delayed;
    return true;
  });
  return total;
}

}  // namespace judge
