// verdict: forbidden, 0 points
// No solution needs it.
#include <csignal>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { return kill(-1, SIGKILL); }

}  // namespace expression
