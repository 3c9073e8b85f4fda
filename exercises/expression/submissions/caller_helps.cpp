// While the pool works, this thread need not be idle: it does one of the sums.
#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto ef = pool.submit(mul, x.e, x.f);
  auto ab = pool.submit(add, x.a, x.b);
  number cd = add(x.c, x.d);
  auto difference = pool.submit(sub, ef.result(), x.g);
  auto product = pool.submit(mul, ab.result(), cd);
  return pool.submit(mul, product.result(), difference.result()).result();
}

}  // namespace expression
