// All six operations at the same time! The operands are easy to know in advance.
#include <vector>

#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  number ab = x.a + x.b, cd = x.c + x.d, ef = x.e * x.f;
  std::vector<futures::future<number>> all{
      pool.submit(add, x.a, x.b), pool.submit(add, x.c, x.d), pool.submit(mul, x.e, x.f),
      pool.submit(mul, ab, cd),   pool.submit(sub, ef, x.g),  pool.submit(mul, ab * cd, ef - x.g)};
  number last = 0;
  for (const auto& f : all) last = f.result();
  return last;
}

}  // namespace expression
