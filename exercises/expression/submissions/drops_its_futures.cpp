// The tasks write their values where they are needed; latches tell when they are there.
#include <latch>

#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  struct at_end {
    std::latch& one;
    ~at_end() { one.count_down(); }
  };
  number ab = 0, cd = 0, ef = 0, product = 0, difference = 0, value = 0;
  auto store = [&](std::latch& done, number& to, number (*op)(number, number), number l, number r) {
    pool.post([&, op, l, r] {
      at_end end{done};
      to = op(l, r);
    });
  };
  std::latch sums(2), bracket(1), both(2), whole(1);
  store(sums, ab, add, x.a, x.b);
  store(sums, cd, add, x.c, x.d);
  store(bracket, ef, mul, x.e, x.f);
  sums.wait();
  store(both, product, mul, ab, cd);
  bracket.wait();
  store(both, difference, sub, ef, x.g);
  both.wait();
  store(whole, value, mul, product, difference);
  whole.wait();
  return value;
}

}  // namespace expression
