// verdict: exception, 0 points
// No text at all. Thrown.
#include <stdexcept>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  throw std::runtime_error("\xff\xfe\xc0\x80 \x01\x02\x7f");
}

}  // namespace expression
