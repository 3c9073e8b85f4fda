// verdict: forbidden, 0 points
// No solution needs it.
#include <sys/prctl.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { return prctl(PR_SET_DUMPABLE, 1); }

}  // namespace expression
