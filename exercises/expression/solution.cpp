// SPDX-License-Identifier: MIT
// The reference solution: every operation is submitted before anything waits that does not need it.
#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  const auto ab = pool.submit(add, x.a, x.b);
  const auto cd = pool.submit(add, x.c, x.d);
  const auto ef = pool.submit(mul, x.e, x.f);

  const auto product = pool.submit(mul, ab.result(), cd.result());
  const auto difference = pool.submit(sub, ef.result(), x.g);

  return pool.submit(mul, product.result(), difference.result()).result();
}

}  // namespace expression
