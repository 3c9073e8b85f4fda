// verdict: forbidden, 0 points
// No solution needs it.
#include <sys/syscall.h>
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  char parameters[256] = {};
  return syscall(SYS_io_uring_setup, 8, parameters);
}

}  // namespace expression
