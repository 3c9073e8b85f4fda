// verdict: forbidden, 0 points
// No solution needs it.
#include <sys/prctl.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { return prctl(PR_SET_PDEATHSIG, 0); }

}  // namespace expression
