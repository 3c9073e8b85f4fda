// A small class so that operands can be numbers or futures.
#include "expression.hpp"

namespace expression {
namespace {

class calculator {
 public:
  explicit calculator(futures::executor& pool) : pool_(pool) {}

  template <class Op, class Left, class Right>
  futures::future<number> start(Op op, const Left& left, const Right& right) {
    return pool_.submit(op, value_of(left), value_of(right));
  }

 private:
  static number value_of(number x) { return x; }
  static number value_of(const futures::future<number>& x) { return x.result(); }

  futures::executor& pool_;
};

}  // namespace

number evaluate(futures::executor& pool, const operands& x) {
  calculator c(pool);
  auto ab = c.start(add, x.a, x.b);
  auto cd = c.start(add, x.c, x.d);
  auto ef = c.start(mul, x.e, x.f);
  auto abcd = c.start(mul, ab, cd);
  auto efg = c.start(sub, ef, x.g);
  return c.start(mul, abcd, efg).result();
}

}  // namespace expression
