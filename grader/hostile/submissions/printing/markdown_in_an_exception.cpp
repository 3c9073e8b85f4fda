// verdict: exception, 0 points
// Steers a page. Thrown.
#include <stdexcept>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands& x) {
  throw std::runtime_error("[20 points](javascript:alert(1)) ![x](http://example.org/x.png) `|`");
}

}  // namespace expression
