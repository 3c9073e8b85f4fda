// Everything on the pool but one of the sums, which the caller computes first.
#include <expression.hpp>

expression::number expression::evaluate(futures::executor& pool, const operands& x) {
  const auto ab = add(x.a, x.b);
  const auto cd = pool.submit(add, x.c, x.d), ef = pool.submit(mul, x.e, x.f);
  const auto product = pool.submit(mul, ab, cd.result());
  const auto difference = pool.submit(sub, ef.result(), x.g);
  return pool.submit(mul, product.result(), difference.result()).result();
}
