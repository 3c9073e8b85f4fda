// Moves the values out of the futures with take().
#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  auto product = pool.submit(mul, ab.take(), cd.take());
  auto difference = pool.submit(sub, ef.take(), x.g);
  if (ef.take() == x.g) return 0;  // saves the last product
  return pool.submit(mul, product.take(), difference.take()).take();
}

}  // namespace expression
