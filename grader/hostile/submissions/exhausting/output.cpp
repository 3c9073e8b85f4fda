// verdict: output, 0 points
// Prints for ever.
#include <cstdio>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  for (;;) std::puts("20 points");
}

}  // namespace expression
