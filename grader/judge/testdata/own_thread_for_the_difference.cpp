// Everything on the pool but the difference, which a thread of its own computes.
#include <expression.hpp>

expression::number expression::evaluate(futures::executor& pool, const operands& x) {
  const auto ab = pool.submit(add, x.a, x.b), cd = pool.submit(add, x.c, x.d);
  const auto ef = pool.submit(mul, x.e, x.f);
  const auto product = pool.submit(mul, ab.result(), cd.result());
  auto difference = std::async(std::launch::async, sub, ef.result(), x.g);
  return pool.submit(mul, product.result(), difference.get()).result();
}
