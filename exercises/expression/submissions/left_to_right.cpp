// Left to right as in the formula: first (a+b)*(c+d), then the bracket.
#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  number product = pool.submit(mul, ab.result(), cd.result()).result();
  number difference = pool.submit(sub, ef.result(), x.g).result();
  return pool.submit(mul, product, difference).result();
}

}  // namespace expression
