// verdict: forbidden or crash, 0 points
// No solution needs it. A kernel without the 32-bit entry does not know the call at all.
#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  long result = 2;  // fork, as 32-bit programs number it
  asm volatile("int $0x80" : "+a"(result) : : "memory");
  return result;
}

}  // namespace expression
