// Pointers to futures, filled in as the operations are started.
#include <array>
#include <memory>

#include "expression.hpp"

namespace expression {

using pointer = std::unique_ptr<futures::future<number>>;

number evaluate(futures::executor& pool, const operands& x) {
  auto start = [&pool](number (*op)(number, number), number l, number r) {
    return std::make_unique<futures::future<number>>(pool.submit(op, l, r));
  };
  std::array<pointer, 6> f;
  f[0] = start(add, x.a, x.b);
  f[1] = start(add, x.c, x.d);
  f[2] = start(mul, x.e, x.f);
  f[3] = start(mul, f[0]->result(), f[1]->result());
  f[5] = start(sub, f[2]->result(), x.g);
  return start(mul, f[3]->result(), f[4]->result())->result();
}

}  // namespace expression
