// The tasks write their values where they are needed, and their futures tell when they are there.
#include <memory>

#include "expression.hpp"

namespace expression {
namespace {

struct values {
  number ab = 0, cd = 0, ef = 0, product = 0, difference = 0, value = 0;
};

}  // namespace

number evaluate(futures::executor& pool, const operands& x) {
  // Tasks may outlive this function, when an exception ends it: so they own what they write to.
  const auto known = std::make_shared<values>();
  auto store = [&](number values::*to, number (*op)(number, number), number l, number r) {
    return pool.submit([known, to, op, l, r] { (*known).*to = op(l, r); });
  };
  auto left = store(&values::ab, add, x.a, x.b);
  auto right = store(&values::cd, add, x.c, x.d);
  auto bracket = store(&values::ef, mul, x.e, x.f);
  left.result();
  right.result();
  auto sums = store(&values::product, mul, known->ab, known->cd);
  bracket.result();
  auto rest = store(&values::difference, sub, known->ef, x.g);
  sums.result();
  rest.result();
  store(&values::value, mul, known->product, known->difference).result();
  return known->value;
}

}  // namespace expression
