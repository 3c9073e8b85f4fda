// Counts the finished operations with callbacks and goes on when all are there.
#include <atomic>
#include <memory>

#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto finished = std::make_shared<std::atomic<int>>(0);
  auto count = [finished](const futures::any_future&) { ++*finished; };
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  ab.add_done_callback(count);
  cd.add_done_callback(count);
  ef.add_done_callback(count);
  while (*finished <= 3) {
  }
  auto product = pool.submit(mul, ab.result(), cd.result());
  auto difference = pool.submit(sub, ef.result(), x.g);
  return pool.submit(mul, product.result(), difference.result()).result();
}

}  // namespace expression
