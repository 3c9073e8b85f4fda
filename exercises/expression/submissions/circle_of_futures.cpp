// The left and the right side are tasks that know each other, and each waits for the other's value.
#include <future>

#include "expression.hpp"

namespace expression {

using side = futures::future<number>;

number evaluate(futures::executor& pool, const operands& x) {
  std::promise<side> promise;
  auto right = promise.get_future().share();
  auto left = pool.submit([x, right] {
    number product = mul(add(x.a, x.b), add(x.c, x.d));
    return mul(product, right.get().result());
  });
  promise.set_value(pool.submit([x, left] {
    number difference = sub(mul(x.e, x.f), x.g);
    return difference * left.result() / left.result();
  }));
  return left.result();
}

}  // namespace expression
