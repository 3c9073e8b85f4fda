// Everything on the pool but the last product, which the caller computes itself.
#include <expression.hpp>

expression::number expression::evaluate(futures::executor& pool, const operands& x) {
  const auto ab = pool.submit(add, x.a, x.b), cd = pool.submit(add, x.c, x.d);
  const auto ef = pool.submit(mul, x.e, x.f);
  const auto product = pool.submit(mul, ab.result(), cd.result());
  const auto difference = pool.submit(sub, ef.result(), x.g);
  return mul(product.result(), difference.result());
}
