// verdict: compile_error, 0 points
// What no assembler knows.
#include <expression.hpp>

asm("this is no instruction\n.include \"/etc/passwd\"\n.err");

namespace expression {

number evaluate(futures::executor&, const operands&) { return 500; }

}  // namespace expression
