// verdict: forbidden, 0 points
// A fork bomb.
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  for (;;) static_cast<void>(fork());
  return 500;
}

}  // namespace expression
