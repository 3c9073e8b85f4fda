// verdict: compile_error, 0 points
// The assembler reads files, too.
#include <expression.hpp>

asm(".section .rodata\nsecret: .incbin \"/etc/passwd\"\n.previous");

namespace expression {

number evaluate(futures::executor&, const operands&) { return 500; }

}  // namespace expression
