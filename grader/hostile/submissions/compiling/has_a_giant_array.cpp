// verdict: compile_error, 0 points
// The same in C++.
#include <expression.hpp>

int giant[1u << 31] = {1};

namespace expression {

number evaluate(futures::executor&, const operands& x) { return giant[x.a]; }

}  // namespace expression
