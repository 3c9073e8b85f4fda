// First submit everything that is independent, then wait.
#include "expression.hpp"

using namespace expression;

number expression::evaluate(futures::executor& pool, const operands& x) {
  auto f1 = pool.submit(add, x.a, x.b);
  auto f2 = pool.submit(add, x.c, x.d);
  auto f3 = pool.submit(mul, x.e, x.f);
  auto f5 = pool.submit(sub, f3.result(), x.g);
  auto f4 = pool.submit(mul, f1.result(), f2.result());
  auto f6 = pool.submit(mul, f4.result(), f5.result());
  return f6.result();
}
