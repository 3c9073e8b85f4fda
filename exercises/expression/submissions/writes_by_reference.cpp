// The tasks write their values where they are needed, and their futures tell when they are there.
#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  number ab = 0, cd = 0, ef = 0, product = 0, difference = 0, value = 0;
  auto store = [&](number& to, number (*op)(number, number), number l, number r) {
    return pool.submit([&to, op, l, r] { to = op(l, r); });
  };
  auto left = store(ab, add, x.a, x.b);
  auto right = store(cd, add, x.c, x.d);
  auto bracket = store(ef, mul, x.e, x.f);
  left.result();
  right.result();
  auto sums = store(product, mul, ab, cd);
  bracket.result();
  auto rest = store(difference, sub, ef, x.g);
  sums.result();
  rest.result();
  store(value, mul, product, difference).result();
  return value;
}

}  // namespace expression
