// verdict: crash, 0 points
// Jumps to where it never was.
#include <csetjmp>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  static std::jmp_buf nowhere;
  std::longjmp(nowhere, 1);
}

}  // namespace expression
