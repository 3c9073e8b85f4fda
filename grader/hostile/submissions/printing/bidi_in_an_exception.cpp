// verdict: exception, 0 points
// Writes backwards. Thrown.
#include <stdexcept>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  throw std::runtime_error("\u202e02 fo 0\u202c \u2066points\u2069");
}

}  // namespace expression
