// Returns while an operation that it has asked for is still under way on a thread of its own.
#include <expression.hpp>

expression::number expression::evaluate(futures::executor&, const operands& x) {
  std::atomic<bool> begun{false};
  std::thread([x, &begun] {
    begun = true;
    mul(x.a, x.b);
  }).detach();
  while (!begun) std::this_thread::yield();
  return x.a;
}
