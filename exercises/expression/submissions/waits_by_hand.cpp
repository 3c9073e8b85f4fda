// The last task is started early and gets the difference through a std::promise.
#include <future>
#include <memory>

#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  auto product = pool.submit(mul, ab.result(), cd.result());
  number bracket = ef.result();

  auto promise = std::make_shared<std::promise<number>>();
  auto difference = promise->get_future().share();
  auto whole = pool.submit([product, difference] {
    number left = product.result();
    return mul(left, difference.get());
  });
  auto writer = pool.submit([promise, bracket, g = x.g] {
    try {
      promise->set_value(sub(bracket, g));
    } catch (...) {
      promise->set_exception(std::current_exception());
    }
  });
  return whole.result();
}

}  // namespace expression
