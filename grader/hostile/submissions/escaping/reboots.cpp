// verdict: forbidden, 0 points
// No solution needs it.
#include <sys/syscall.h>
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  return syscall(SYS_reboot, 0xfee1dead, 672274793, 0x1234567);
}

}  // namespace expression
