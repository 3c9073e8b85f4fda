// SPDX-License-Identifier: MIT
// Notifications of seccomp(2).
#include "grader/judge/call_supervisor.hpp"

#include <poll.h>
#include <seccomp.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <new>
#include <utility>

namespace judge {
namespace {

/// The structures of the kernel, which may be longer than those that we know.
struct notification {
  notification() {
    if (seccomp_notify_alloc(&request, &response) != 0) throw std::bad_alloc();
  }
  notification(const notification&) = delete;
  notification& operator=(const notification&) = delete;
  ~notification() { seccomp_notify_free(request, response); }

  seccomp_notif* request = nullptr;
  seccomp_notif_resp* response = nullptr;
};

std::string name_of(int call) {
  const std::unique_ptr<char, void (*)(void*)> name(
      seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, call), std::free);
  return name ? name.get() : "number " + std::to_string(call);
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 45> purposes{{
    {"clone", "start a process"},
    {"fork", "start a process"},
    {"vfork", "start a process"},
    {"execve", "run another program"},
    {"execveat", "run another program"},
    {"socket", "use the network"},
    {"socketpair", "use the network"},
    {"connect", "use the network"},
    {"bind", "use the network"},
    {"listen", "use the network"},
    {"accept", "use the network"},
    {"accept4", "use the network"},
    {"kill", "send a signal to another process"},
    {"tkill", "send a signal to another process"},
    {"tgkill", "send a signal to another process"},
    {"rt_sigqueueinfo", "send a signal to another process"},
    {"rt_tgsigqueueinfo", "send a signal to another process"},
    {"pidfd_open", "get hold of another process"},
    {"pidfd_getfd", "get hold of another process"},
    {"pidfd_send_signal", "send a signal to another process"},
    {"ptrace", "get hold of another process"},
    {"process_vm_readv", "get hold of another process"},
    {"process_vm_writev", "get hold of another process"},
    {"setsid", "leave its session"},
    {"setpgid", "leave its process group"},
    {"unshare", "make namespaces of its own"},
    {"setns", "enter another namespace"},
    {"mount", "change what is mounted"},
    {"umount2", "change what is mounted"},
    {"pivot_root", "change what is mounted"},
    {"chroot", "change its root folder"},
    {"mknod", "make a device"},
    {"mknodat", "make a device"},
    {"setuid", "become another user"},
    {"setgid", "become another user"},
    {"setreuid", "become another user"},
    {"setresuid", "become another user"},
    {"capset", "change its capabilities"},
    {"setrlimit", "change its limits"},
    {"prlimit64", "change its limits"},
    {"shmget", "share memory with others"},
    {"memfd_create", "make a file that no limit counts"},
    {"io_uring_setup", "hand system calls to the kernel by io_uring"},
    {"seccomp", "change the filter of system calls"},
    {"bpf", "load a program into the kernel"},
}};

}  // namespace

std::optional<forbidden_call> call_supervisor::receive() {
  pollfd readable{told_.get(), POLLIN, 0};
  if (!told_ || ::poll(&readable, 1, 0) <= 0 || (readable.revents & POLLIN) == 0) return {};
  const notification got;
  // The thread may have been woken by a signal since: then nothing is there any more.
  if (seccomp_notify_receive(told_.get(), got.request) != 0) return {};
  held_ = got.request->id;
  return forbidden_call{name_of(got.request->data.nr), static_cast<pid_t>(got.request->pid)};
}

std::optional<forbidden_call> call_supervisor::next() {
  if (held_) return {};
  return receive();
}

void call_supervisor::refuse_all() {
  do {
    if (!held_) continue;
    const notification answer;
    answer.response->id = *std::exchange(held_, std::nullopt);
    answer.response->error = -EPERM;
    seccomp_notify_respond(told_.get(), answer.response);
  } while (receive());
}

std::string_view purpose_of(std::string_view call) {
  const auto* const found =
      std::ranges::find(purposes, call, &std::pair<std::string_view, std::string_view>::first);
  return found == purposes.end() ? "make a system call that no solution needs" : found->second;
}

}  // namespace judge
