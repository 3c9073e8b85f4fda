// verdict: compile_error, 0 points
// Devices that say nothing.
#include <expression.hpp>

#include "/dev/ptmx"
#include "/dev/stdin"
#include "/dev/tty"

namespace expression {

number evaluate(futures::executor&, const operands&) { return 500; }

}  // namespace expression
