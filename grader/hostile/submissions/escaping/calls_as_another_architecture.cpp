// verdict: forbidden, 0 points
// No solution needs it.
#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  long result = 2;  // fork, as 32-bit programs number it
  asm volatile("int $0x80" : "+a"(result) : : "memory");
  return result;
}

}  // namespace expression
