// verdict: forbidden, 0 points
// No solution needs it.
#include <sys/syscall.h>
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  return syscall(SYS_mq_open, "/lab-hostile", 0102, 0600, nullptr);
}

}  // namespace expression
