// verdict: forbidden, 0 points
// No solution needs it.
#include <sys/syscall.h>
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { return syscall(0x40000000 + SYS_getpid); }

}  // namespace expression
