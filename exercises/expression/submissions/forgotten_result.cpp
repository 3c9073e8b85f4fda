// Futures all the way down.
#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  auto product = pool.submit(mul, ab, cd);
  auto difference = pool.submit(sub, ef, x.g);
  return pool.submit(mul, product, difference).result();
}

}  // namespace expression
