// verdict: ok, 20 points
// A function of the runtime, by its name.
#include <cstdint>

#include <expression.hpp>

namespace runtime {
std::int64_t perform(std::uint32_t, std::int64_t x, std::int64_t y) { return x + y; }
}  // namespace runtime

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  auto product = pool.submit(mul, ab.result(), cd.result());
  auto difference = pool.submit(sub, ef.result(), x.g);
  return pool.submit(mul, product.result(), difference.result()).result();
}

}  // namespace expression
