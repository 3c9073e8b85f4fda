// It is only one line, so no pool is needed.
#include "expression.hpp"

namespace expression {

number evaluate(futures::executor&, const operands& x) {
  return mul(mul(add(x.a, x.b), add(x.c, x.d)), sub(mul(x.e, x.f), x.g));
}

}  // namespace expression
