// Multiplies a list of factors by halving it.
#include <vector>

#include "expression.hpp"

namespace expression {
namespace {

number product(futures::executor& pool, const std::vector<number>& factors) {
  auto middle = factors.begin() + static_cast<std::ptrdiff_t>(factors.size() / 2);
  number left = product(pool, {factors.begin(), middle});
  number right = product(pool, {middle, factors.end()});
  return pool.submit(mul, left, right).result();
}

}  // namespace

number evaluate(futures::executor& pool, const operands& x) {
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  auto difference = pool.submit(sub, ef.result(), x.g);
  return product(pool, {ab.result(), cd.result(), difference.result()});
}

}  // namespace expression
