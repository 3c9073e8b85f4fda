// verdict: forbidden, 0 points
// No solution needs it.
#include <cstdio>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  return popen("cat /etc/passwd", "r") == nullptr ? 0 : 500;
}

}  // namespace expression
