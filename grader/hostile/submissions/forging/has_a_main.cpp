// verdict: ok, 20 points
// A main of its own, which nobody calls.
#include <expression.hpp>

int main() { return 0; }

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
