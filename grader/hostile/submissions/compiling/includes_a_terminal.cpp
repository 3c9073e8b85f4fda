// verdict: compile_error, 0 points
// A device that says nothing.
#include <expression.hpp>

#include "/dev/ptmx"
#include "/dev/stdin"
#include "/dev/tty"

namespace expression {

number evaluate(futures::executor&, const operands&) { return 500; }

}  // namespace expression
