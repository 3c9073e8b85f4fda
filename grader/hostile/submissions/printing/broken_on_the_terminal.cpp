// verdict: wrong_value, 2 points
// No text at all.
#include <cstdio>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  std::puts("\xff\xfe\xc0\x80 \x01\x02\x7f");
  return 500;
}

}  // namespace expression
