// Keeps a history of all intermediate values.
#include <vector>

#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  auto product = pool.submit(mul, ab.result(), cd.result());
  auto difference = pool.submit(sub, ef.result(), x.g);
  auto whole = pool.submit(mul, product.result(), difference.result());

  std::vector<std::vector<number>> history;
  for (std::size_t row = 0; row <= history.size(); ++row)
    history.emplace_back(1 << 20, whole.result());
  return history.back().front();
}

}  // namespace expression
