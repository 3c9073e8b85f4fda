// Makes the system call that `a` chooses: none of them is needed by a solution.
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <expression.hpp>

expression::number expression::evaluate(futures::executor&, const operands& x) {
  char* const nothing[] = {nullptr};
  switch (x.a) {
    case 0:
      return fork();
    case 1:
      return vfork();
    case 2:
      return execve("/usr/bin/true", nothing, nothing);
    case 3:
      return socket(AF_INET, SOCK_STREAM, 0);
    case 4:
      return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
    case 5:
      return unshare(CLONE_NEWUSER);
    case 6:
      return mount("none", "/tmp", "tmpfs", 0, nullptr);
    case 7:
      return setsid();
    case 8:
      return syscall(SYS_clone, 0, nullptr, nullptr, nullptr, nullptr);
    case 10:
      return kill(-1, SIGTERM);
    case 11:
      return memfd_create("uncounted", 0);
    case 12: {
      const rlimit more{1, 1};
      return setrlimit(RLIMIT_NOFILE, &more);
    }
    case 13:
      return syscall(SYS_io_uring_setup, 1, nullptr);
    case 14:
      return prctl(PR_SET_DUMPABLE, 1);
    default:
      return syscall(SYS_execveat, -1, "/usr/bin/true", nothing, nothing, 0);
  }
}
