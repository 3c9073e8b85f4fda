// The two sums in parallel (like map), the rest one after the other.
#include <vector>

#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  std::vector<futures::future<number>> sums;
  sums.push_back(pool.submit(add, x.a, x.b));
  sums.push_back(pool.submit(add, x.c, x.d));
  number result = pool.submit(mul, sums[0].result(), sums[1].result()).result();
  number bracket = pool.submit(mul, x.e, x.f).result();
  bracket = pool.submit(sub, bracket, x.g).result();
  return pool.submit(mul, result, bracket).result();
}

}  // namespace expression
