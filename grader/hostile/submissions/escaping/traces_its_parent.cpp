// verdict: forbidden, 0 points
// No solution needs it.
#include <sys/ptrace.h>
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  return ptrace(PTRACE_ATTACH, getppid(), nullptr, nullptr);
}

}  // namespace expression
