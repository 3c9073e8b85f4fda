// Two tasks, and inside the first one more thread.
#include <future>

#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto product = pool.submit([x] {
    auto ab = std::async(std::launch::async, add, x.a, x.b);
    number cd = add(x.c, x.d);
    return mul(ab.get(), cd);
  });
  auto difference = pool.submit([x] { return sub(mul(x.e, x.f), x.g); });
  return pool.submit(mul, product.result(), difference.result()).result();
}

}  // namespace expression
