// SPDX-License-Identifier: MIT
// A seccomp filter: see seccomp(2) and seccomp_rule_add(3).
#include "exercises/runtime/lockdown.hpp"

#include <sched.h>
#include <seccomp.h>

#include <array>
#include <cerrno>
#include <memory>
#include <stdexcept>

namespace runtime {
namespace {

constexpr std::array forbidden{SCMP_SYS(fork),
                               SCMP_SYS(vfork),
                               SCMP_SYS(execve),
                               SCMP_SYS(execveat),
                               SCMP_SYS(socket),
                               SCMP_SYS(socketpair),
                               SCMP_SYS(ptrace),
                               SCMP_SYS(process_vm_readv),
                               SCMP_SYS(process_vm_writev),
                               SCMP_SYS(mount),
                               SCMP_SYS(umount2),
                               SCMP_SYS(unshare),
                               SCMP_SYS(setns),
                               SCMP_SYS(bpf),
                               SCMP_SYS(perf_event_open),
                               SCMP_SYS(io_uring_setup),
                               SCMP_SYS(keyctl),
                               SCMP_SYS(add_key),
                               SCMP_SYS(request_key),
                               SCMP_SYS(userfaultfd),
                               SCMP_SYS(pidfd_getfd),
                               SCMP_SYS(setsid),
                               SCMP_SYS(chroot),
                               SCMP_SYS(pivot_root)};

void require(int status) {
  if (status != 0) throw std::runtime_error("cannot install the seccomp filter");
}

}  // namespace

void lock_down() {
  const std::unique_ptr<void, void (*)(void*)> filter(seccomp_init(SCMP_ACT_ALLOW),
                                                      seccomp_release);
  if (!filter) throw std::runtime_error("cannot make a seccomp filter");
  for (const int call : forbidden)
    require(seccomp_rule_add(filter.get(), SCMP_ACT_KILL_PROCESS, call, 0));
  require(seccomp_rule_add(filter.get(), SCMP_ACT_KILL_PROCESS, SCMP_SYS(clone), 1,
                           SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)));
  // The flags of clone3 are in memory, where no filter can see them; glibc then falls back to
  // clone.
  require(seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0));
  require(seccomp_load(filter.get()));
}

}  // namespace runtime
