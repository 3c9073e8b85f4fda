// C++ can add and multiply by itself: lambdas on the pool.
#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto left = pool.submit([x] { return (x.a + x.b) * (x.c + x.d); });
  auto right = pool.submit([x] { return x.e * x.f - x.g; });
  return left.result() * right.result();
}

}  // namespace expression
