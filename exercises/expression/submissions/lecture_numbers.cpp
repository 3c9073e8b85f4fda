// The expression of the lecture with futures.
#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& /*x*/) {
  auto f1 = pool.submit(add, 3, 7);
  auto f2 = pool.submit(add, 2, 8);
  auto f3 = pool.submit(mul, 2, 3);
  auto f4 = pool.submit(mul, f1.result(), f2.result());
  auto f5 = pool.submit(sub, f3.result(), 1);
  return pool.submit(mul, f4.result(), f5.result()).result();
}

}  // namespace expression
