// With futures: submit each operation and take its result.
#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  number ab = pool.submit(add, x.a, x.b).result();
  number cd = pool.submit(add, x.c, x.d).result();
  number ef = pool.submit(mul, x.e, x.f).result();
  number product = pool.submit(mul, ab, cd).result();
  number difference = pool.submit(sub, ef, x.g).result();
  return pool.submit(mul, product, difference).result();
}

}  // namespace expression
