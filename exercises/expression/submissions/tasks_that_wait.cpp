// Submit all six at once; each task waits for the futures that it needs.
#include "expression.hpp"

namespace expression {

using future = futures::future<number>;

number evaluate(futures::executor& pool, const operands& x) {
  future ab = pool.submit(add, x.a, x.b);
  future cd = pool.submit(add, x.c, x.d);
  future ef = pool.submit(mul, x.e, x.f);
  auto times = [](future l, future r) { return mul(l.result(), r.result()); };
  auto minus = [](future l, number r) { return sub(l.result(), r); };
  future product = pool.submit(times, ab, cd);
  future difference = pool.submit(minus, ef, x.g);
  return pool.submit(times, product, difference).result();
}

}  // namespace expression
