// verdict: wrong_value, 2 points
// Steers a browser.
#include <cstdio>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  std::puts("<script>alert(1)</script><img src=x onerror=alert(2)>");
  return 500;
}

}  // namespace expression
