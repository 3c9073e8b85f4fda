// The bracket is still missing, the rest works.
#include "expression.hpp"

namespace expression {
namespace {

number bracket(futures::executor&, const operands&) {
  throw std::logic_error("bracket: not written yet");
}

}  // namespace

number evaluate(futures::executor& pool, const operands& x) {
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto product = pool.submit(mul, ab.result(), cd.result());
  return pool.submit(mul, product.result(), bracket(pool, x)).result();
}

}  // namespace expression
