// verdict: forbidden, 0 points
// No solution needs it.
#include <sched.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  return unshare(CLONE_NEWUSER | CLONE_NEWNS);
}

}  // namespace expression
