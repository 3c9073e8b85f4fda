// First the left half, then the right half.
#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  number left = ab.result();
  number right = cd.result();
  auto product = pool.submit(mul, left, right);
  auto ef = pool.submit(mul, x.e, x.f);
  auto difference = pool.submit(sub, ef.result(), x.g);
  return pool.submit(mul, product.result(), difference.result()).result();
}

}  // namespace expression
