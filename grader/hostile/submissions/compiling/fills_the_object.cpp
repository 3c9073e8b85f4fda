// verdict: compile_error, 0 points
// An object of gigabytes.
#include <expression.hpp>

asm(".data\n.fill 1000000000, 8, 1\n.text");

namespace expression {

number evaluate(futures::executor&, const operands&) { return 500; }

}  // namespace expression
