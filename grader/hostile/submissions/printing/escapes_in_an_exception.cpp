// verdict: exception, 0 points
// Steers the terminal. Thrown.
#include <stdexcept>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  throw std::runtime_error("\033[2J\033[31m20 of 20 points\033]0;ok\007");
}

}  // namespace expression
