// verdict: timeout, 8 points
// Threads that go on when the answer is there: it never comes to rest, so virtual time stands
// still.
#include <thread>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  for (int i = 0; i < 4; ++i)
    std::thread([] {
      for (;;) {
      }
    }).detach();
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  auto product = pool.submit(mul, ab.result(), cd.result());
  auto difference = pool.submit(sub, ef.result(), x.g);
  return pool.submit(mul, product.result(), difference.result()).result();
}

}  // namespace expression
