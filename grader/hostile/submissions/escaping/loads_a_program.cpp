// verdict: forbidden, 0 points
// No solution needs it.
#include <sys/syscall.h>
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { return syscall(SYS_bpf, 0, nullptr, 0); }

}  // namespace expression
