// The bracket is computed by a callback.
#include <futures/promise.hpp>
#include <memory>

#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  const auto bracket = std::make_shared<futures::promise<number>>();
  auto difference = bracket->get_future();
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  pool.submit(mul, x.e, x.f)
      .add_done_callback([&pool, bracket, x](const futures::future<number>& ef) {
        try {
          auto f = pool.submit(sub, ef.result(), x.g);
          bracket->set_result(f.result());
        } catch (...) {
          bracket->set_exception(std::current_exception());
        }
      });
  auto product = pool.submit(mul, ab.result(), cd.result());
  product.wait();
  return pool.submit(mul, product.result(), difference.result()).result();
}

}  // namespace expression
