// As dead_reference, but each task has a copy of the variable, which lives as long as the task.
#include <cstdlib>
#include <iostream>

#include "expression.hpp"

namespace expression {
namespace {

using operation = number (*)(number, number);

futures::future<number> start(futures::executor& pool, operation op, number left, number right) {
  bool talkative = std::getenv("TALKATIVE") != nullptr;
  return pool.submit([talkative, op, left, right] {
    const number value = op(left, right);
    if (talkative) std::cerr << value << '\n';
    return value;
  });
}

}  // namespace

number evaluate(futures::executor& pool, const operands& x) {
  auto ab = start(pool, add, x.a, x.b);
  auto cd = start(pool, add, x.c, x.d);
  auto ef = start(pool, mul, x.e, x.f);
  auto product = start(pool, mul, ab.result(), cd.result());
  auto difference = start(pool, sub, ef.result(), x.g);
  return start(pool, mul, product.result(), difference.result()).result();
}

}  // namespace expression
