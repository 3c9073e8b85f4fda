// verdict: timeout, 0 points
// Every worker spins.
#include <expression.hpp>

namespace expression {

number evaluate(futures::executor& pool, const operands&) {
  for (int i = 0; i < 8; ++i)
    static_cast<void>(pool.submit([] {
      for (volatile bool on = true; on;) {
      }
    }));
  for (;;) {
  }
}

}  // namespace expression
