// Looks again and again whether the value has come.
#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto value_of = [](const futures::future<number>& f) {
    while (!f.done()) {
    }
    return f.result();
  };
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  auto product = pool.submit(mul, value_of(ab), value_of(cd));
  auto difference = pool.submit(sub, value_of(ef), x.g);
  return pool.submit(mul, value_of(product), value_of(difference)).result();
}

}  // namespace expression
