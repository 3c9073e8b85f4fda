// verdict: compile_error, 0 points
// The compiler computes.
#include <expression.hpp>

constexpr unsigned long long collatz() {
  unsigned long long steps = 0;
  for (unsigned long long i = 0; i < ~0ull; ++i) steps += i * i;
  return steps;
}
constexpr auto value = collatz();

namespace expression {

number evaluate(futures::executor&, const operands&) { return static_cast<number>(value); }

}  // namespace expression
