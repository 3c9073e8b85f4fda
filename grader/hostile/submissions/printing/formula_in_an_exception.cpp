// verdict: exception, 0 points
// Steers a spreadsheet. Thrown.
#include <stdexcept>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  throw std::runtime_error("=cmd|' /C calc'!A0");
}

}  // namespace expression
