// (a+b)*(c+d)*(e*f) - g
#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  auto product = pool.submit(mul, ab.result(), cd.result());
  auto all = pool.submit(mul, product.result(), ef.result());
  return pool.submit(sub, all.result(), x.g).result();
}

}  // namespace expression
