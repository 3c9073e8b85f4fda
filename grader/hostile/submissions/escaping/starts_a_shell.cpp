// verdict: forbidden, 0 points
// No solution needs it.
#include <cstdlib>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { return std::system("sleep 1000 &"); }

}  // namespace expression
