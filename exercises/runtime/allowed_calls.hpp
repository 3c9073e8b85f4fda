// SPDX-License-Identifier: MIT
// The system calls that a submission may make: what threads, memory, files of its own, clocks and
// the connection to the judge need. What is not here is forbidden.
#pragma once

#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>

#include <cstdint>
#include <span>

namespace runtime {

inline constexpr int allowed_for_memory[] = {
    SCMP_SYS(brk),     SCMP_SYS(mmap),    SCMP_SYS(munmap),  SCMP_SYS(mremap),
    SCMP_SYS(madvise), SCMP_SYS(mincore), SCMP_SYS(mprotect)};

inline constexpr int allowed_for_threads[] = {SCMP_SYS(arch_prctl),
                                              SCMP_SYS(exit),
                                              SCMP_SYS(exit_group),
                                              SCMP_SYS(futex),
                                              SCMP_SYS(futex_waitv),
                                              SCMP_SYS(get_mempolicy),
                                              SCMP_SYS(get_robust_list),
                                              SCMP_SYS(getcpu),
                                              SCMP_SYS(getpriority),
                                              SCMP_SYS(gettid),
                                              SCMP_SYS(membarrier),
                                              SCMP_SYS(restart_syscall),
                                              SCMP_SYS(rseq),
                                              SCMP_SYS(sched_get_priority_max),
                                              SCMP_SYS(sched_get_priority_min),
                                              SCMP_SYS(sched_getaffinity),
                                              SCMP_SYS(sched_getparam),
                                              SCMP_SYS(sched_getscheduler),
                                              SCMP_SYS(sched_setaffinity),
                                              SCMP_SYS(sched_yield),
                                              SCMP_SYS(set_robust_list),
                                              SCMP_SYS(set_tid_address)};

inline constexpr int allowed_for_time[] = {
    SCMP_SYS(alarm),           SCMP_SYS(clock_getres),    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep), SCMP_SYS(getitimer),       SCMP_SYS(gettimeofday),
    SCMP_SYS(nanosleep),       SCMP_SYS(setitimer),       SCMP_SYS(time),
    SCMP_SYS(timer_create),    SCMP_SYS(timer_delete),    SCMP_SYS(timer_getoverrun),
    SCMP_SYS(timer_gettime),   SCMP_SYS(timer_settime),   SCMP_SYS(timerfd_create),
    SCMP_SYS(timerfd_gettime), SCMP_SYS(timerfd_settime), SCMP_SYS(times)};

inline constexpr int allowed_for_signals[] = {
    SCMP_SYS(pause),           SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigpending),
    SCMP_SYS(rt_sigprocmask),  SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigsuspend),
    SCMP_SYS(rt_sigtimedwait), SCMP_SYS(sigaltstack),  SCMP_SYS(signalfd4)};

/// The file system inside the sandbox is read-only but for a little scratch.
inline constexpr int allowed_for_files[] = {
    SCMP_SYS(access),     SCMP_SYS(chdir),       SCMP_SYS(chmod),
    SCMP_SYS(close),      SCMP_SYS(close_range), SCMP_SYS(copy_file_range),
    SCMP_SYS(creat),      SCMP_SYS(dup),         SCMP_SYS(dup2),
    SCMP_SYS(dup3),       SCMP_SYS(faccessat),   SCMP_SYS(faccessat2),
    SCMP_SYS(fadvise64),  SCMP_SYS(fallocate),   SCMP_SYS(fchdir),
    SCMP_SYS(fchmod),     SCMP_SYS(fchmodat),    SCMP_SYS(fcntl),
    SCMP_SYS(fdatasync),  SCMP_SYS(flock),       SCMP_SYS(fstat),
    SCMP_SYS(fstatfs),    SCMP_SYS(fsync),       SCMP_SYS(ftruncate),
    SCMP_SYS(getcwd),     SCMP_SYS(getdents),    SCMP_SYS(getdents64),
    SCMP_SYS(link),       SCMP_SYS(linkat),      SCMP_SYS(lseek),
    SCMP_SYS(lstat),      SCMP_SYS(mkdir),       SCMP_SYS(mkdirat),
    SCMP_SYS(newfstatat), SCMP_SYS(open),        SCMP_SYS(openat),
    SCMP_SYS(pipe),       SCMP_SYS(pipe2),       SCMP_SYS(pread64),
    SCMP_SYS(preadv),     SCMP_SYS(preadv2),     SCMP_SYS(pwrite64),
    SCMP_SYS(pwritev),    SCMP_SYS(pwritev2),    SCMP_SYS(read),
    SCMP_SYS(readlink),   SCMP_SYS(readlinkat),  SCMP_SYS(readv),
    SCMP_SYS(rename),     SCMP_SYS(renameat),    SCMP_SYS(renameat2),
    SCMP_SYS(rmdir),      SCMP_SYS(sendfile),    SCMP_SYS(stat),
    SCMP_SYS(statfs),     SCMP_SYS(statx),       SCMP_SYS(symlink),
    SCMP_SYS(symlinkat),  SCMP_SYS(truncate),    SCMP_SYS(umask),
    SCMP_SYS(unlink),     SCMP_SYS(unlinkat),    SCMP_SYS(utimensat),
    SCMP_SYS(write),      SCMP_SYS(writev)};

/// No socket can be made: these are for the one to the judge.
inline constexpr int allowed_for_waiting_and_the_judge[] = {
    SCMP_SYS(epoll_create), SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl), SCMP_SYS(epoll_pwait),
    SCMP_SYS(epoll_pwait2), SCMP_SYS(epoll_wait),    SCMP_SYS(eventfd),   SCMP_SYS(eventfd2),
    SCMP_SYS(poll),         SCMP_SYS(ppoll),         SCMP_SYS(pselect6),  SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg),      SCMP_SYS(select),        SCMP_SYS(sendmsg),   SCMP_SYS(sendto),
    SCMP_SYS(wait4),        SCMP_SYS(waitid)};

inline constexpr int allowed_for_knowing_oneself[] = {
    SCMP_SYS(getegid),   SCMP_SYS(geteuid),   SCMP_SYS(getgid),    SCMP_SYS(getgroups),
    SCMP_SYS(getpgid),   SCMP_SYS(getpgrp),   SCMP_SYS(getpid),    SCMP_SYS(getppid),
    SCMP_SYS(getrandom), SCMP_SYS(getresgid), SCMP_SYS(getresuid), SCMP_SYS(getrlimit),
    SCMP_SYS(getrusage), SCMP_SYS(getsid),    SCMP_SYS(getuid),    SCMP_SYS(sysinfo),
    SCMP_SYS(uname)};

inline constexpr std::span<const int> allowed_calls[] = {
    allowed_for_memory,         allowed_for_threads, allowed_for_time,
    allowed_for_signals,        allowed_for_files,   allowed_for_waiting_and_the_judge,
    allowed_for_knowing_oneself};

/// A call that is allowed when `argument & mask == value`.
struct allowed_if {
  int call;
  unsigned argument;
  std::uint64_t mask, value;
};

inline constexpr std::uint64_t whole = ~std::uint64_t{0};
inline constexpr std::uint64_t low_half = 0xffffffff;

inline constexpr allowed_if allowed_with_arguments[] = {
    {SCMP_SYS(clone), 0, CLONE_THREAD, CLONE_THREAD},  // a thread, and no process
    {SCMP_SYS(prlimit64), 2, whole, 0},                // to ask, not to set
    {SCMP_SYS(ioctl), 1, low_half, TCGETS},            // is this a terminal?
    {SCMP_SYS(prctl), 0, low_half, PR_SET_NAME},
    {SCMP_SYS(prctl), 0, low_half, PR_GET_NAME},
    {SCMP_SYS(prctl), 0, low_half, PR_SET_VMA},  // an allocator names its memory
};

/// Signals may go to threads of this process alone; the first argument says whose.
inline constexpr int allowed_to_oneself[] = {SCMP_SYS(kill), SCMP_SYS(tgkill)};

}  // namespace runtime
