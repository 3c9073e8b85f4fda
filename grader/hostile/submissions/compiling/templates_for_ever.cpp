// verdict: compile_error, 0 points
// A template that needs itself.
#include <expression.hpp>

template <int N>
struct endless {
  static constexpr int value = endless<N + 1>::value + endless<N + 2>::value;
};

namespace expression {

number evaluate(futures::executor&, const operands&) { return endless<0>::value; }

}  // namespace expression
