// verdict: ok, 20 points
// Operations of its own under the names of the exercise: those of the exercise are called.
#include <expression.hpp>

namespace expression {
number add(number x, number y) { return x + y; }
number sub(number x, number y) { return x - y; }
number mul(number x, number y) { return x * y; }
}  // namespace expression

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  auto product = pool.submit(mul, ab.result(), cd.result());
  auto difference = pool.submit(sub, ef.result(), x.g);
  return pool.submit(mul, product.result(), difference.result()).result();
}

}  // namespace expression
