// Gives the tasks some time before it asks for their values.
#include <chrono>
#include <thread>

#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  using namespace std::chrono_literals;
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  std::this_thread::sleep_for(200ms);
  auto product = pool.submit(mul, ab.result(), cd.result());
  auto difference = pool.submit(sub, ef.result(), x.g);
  return pool.submit(mul, product.result(), difference.result()).result();
}

}  // namespace expression
