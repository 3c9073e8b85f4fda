// Many more tasks than a trace holds.
#include <expression.hpp>

expression::number expression::evaluate(futures::executor& pool, const operands& x) {
  for (int i = 0; i < 20'000; ++i) pool.submit([] {}).result();
  return pool.submit(add, x.a, x.b).result();
}
