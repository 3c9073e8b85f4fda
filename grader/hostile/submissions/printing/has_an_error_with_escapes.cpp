// verdict: compile_error, 0 points
// The compiler repeats what it reads.
#include <expression.hpp>

#error "[2J<script>alert(1)</script> =1+1 ‮"

namespace expression {

number evaluate(futures::executor&, const operands&) {
  return 500;
}

}  // namespace expression
