// Two tasks, one for each side of the last product; the left one forks again.
#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto right = pool.submit([x] { return sub(mul(x.e, x.f), x.g); });
  auto left = pool.submit([&pool, x] {
    auto ab = pool.submit([x] { return add(x.a, x.b); });
    number cd = add(x.c, x.d);  // this worker does one sum itself
    return mul(ab.result(), cd);
  });
  auto whole =
      pool.submit([](number l, number r) { return mul(l, r); }, left.result(), right.result());
  return whole.result();
}

}  // namespace expression
