// Returns, and leaves a task to the pool that asks for an operation later.
#include <expression.hpp>

expression::number expression::evaluate(futures::executor& pool, const operands& x) {
  static_cast<void>(pool.submit([x] {
    using clock = std::chrono::steady_clock;
    for (const auto end = clock::now() + std::chrono::milliseconds(5); clock::now() < end;) {
    }
    return mul(x.a, x.b);
  }));
  return x.a;
}
