// verdict: forbidden, 0 points
// No solution needs it.
#include <sys/syscall.h>
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  return syscall(SYS_open_by_handle_at, 0, nullptr, 0);
}

}  // namespace expression
