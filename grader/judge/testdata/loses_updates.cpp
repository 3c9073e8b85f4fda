// Sums in a variable that nothing guards; a > 0 in a local variable of a function that has
// returned.
#include <expression.hpp>

namespace expression {
namespace {

number shared_sum = 0;

futures::future<void> start(futures::executor& pool, number left, number right) {
  return pool.submit([left, right] { shared_sum += add(left, right); });
}

futures::future<number> start_late(futures::executor& pool, number left, number right) {
  number local = left;
  return pool.submit([&local, right] {
    const number one = add(1, right);
    return one + local;
  });
}

}  // namespace

number evaluate(futures::executor& pool, const operands& x) {
  if (x.a > 0) return start_late(pool, x.a, x.b).result();
  const auto ab = start(pool, x.a, x.b);
  const auto cd = start(pool, x.c, x.d);
  ab.result();
  cd.result();
  return shared_sum;
}

}  // namespace expression
