// When the operations are expensive, I do not wait for them: the numbers are small anyway.
#include <ctime>

#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  const auto before = std::clock();
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  ab.wait();
  const bool expensive = std::clock() - before > CLOCKS_PER_SEC / 250;
  if (expensive) return (x.a + x.b) * (x.c + x.d) * (x.e * x.f - x.g);
  auto product = pool.submit(mul, ab.result(), cd.result());
  auto difference = pool.submit(sub, ef.result(), x.g);
  return pool.submit(mul, product.result(), difference.result()).result();
}

}  // namespace expression
