// A loop over the operations that need no other one.
#include <vector>

#include "expression.hpp"

using namespace expression;

number expression::evaluate(futures::executor& pool, const operands& x) {
  struct job {
    number (*op)(number, number);
    number x, y;
  };
  std::vector<number> values;
  for (const auto& j : std::vector<job>{{add, x.a, x.b}, {add, x.c, x.d}, {mul, x.e, x.f}}) {
    auto f = pool.submit(j.op, j.x, j.y);
    values.push_back(f.result());
  }
  auto product = pool.submit(mul, values[0], values[1]);
  auto difference = pool.submit(sub, values[2], x.g);
  return pool.submit(mul, product.result(), difference.result()).result();
}
