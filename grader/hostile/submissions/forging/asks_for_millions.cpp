// verdict: forbidden, 0 points
// Ten million operations.
#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands& x) {
  number sum = 0;
  for (int i = 0; i < 10'000'000; ++i) sum += add(x.a, x.b);
  return sum;
}

}  // namespace expression
