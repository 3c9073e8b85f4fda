// verdict: timeout, 0 points
// Uses no processor at all.
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  for (;;) sleep(1000);
}

}  // namespace expression
