// verdict: compile_error, 0 points
// A device that never ends.
#include <expression.hpp>

#include "/dev/zero"

namespace expression {

number evaluate(futures::executor&, const operands&) { return 500; }

}  // namespace expression
