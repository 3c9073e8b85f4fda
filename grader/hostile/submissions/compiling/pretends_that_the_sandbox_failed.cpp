// verdict: compile_error, 0 points
// One line that reads as if bubblewrap had written it.
#include <expression.hpp>

#line 1 "bwrap: x"
#error y

namespace expression {

number evaluate(futures::executor&, const operands&) {
  return 500;
}

}  // namespace expression
