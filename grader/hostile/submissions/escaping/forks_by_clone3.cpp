// verdict: forbidden, 0 points
// The kernel says that there is no such call; then the old way.
#include <linux/sched.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <csignal>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  clone_args how{};
  how.exit_signal = SIGCHLD;
  if (syscall(SYS_clone3, &how, sizeof how) < 0) return fork();
  return 500;
}

}  // namespace expression
