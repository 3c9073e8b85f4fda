// verdict: wrong_value, 2 points
// Steers a page.
#include <cstdio>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands& x) {
  std::puts("[20 points](javascript:alert(1)) ![x](http://example.org/x.png) `|`");
  return 500;
}

}  // namespace expression
