// verdict: wrong_value, 2 points
// Writes backwards.
#include <cstdio>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  std::puts("\u202e02 fo 0\u202c \u2066points\u2069");
  return 500;
}

}  // namespace expression
