// verdict: exception, 0 points
// Steers a browser. Thrown.
#include <stdexcept>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  throw std::runtime_error("<script>alert(1)</script><img src=x onerror=alert(2)>");
}

}  // namespace expression
