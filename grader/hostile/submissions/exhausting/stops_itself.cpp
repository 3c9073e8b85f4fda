// verdict: timeout, 0 points
// Neither runs nor sleeps.
#include <csignal>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { return raise(SIGSTOP); }

}  // namespace expression
