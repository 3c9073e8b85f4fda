// verdict: compile_error, 0 points
// For ever.
#include <expression.hpp>

#include __FILE__

namespace expression {

number evaluate(futures::executor&, const operands&) { return 500; }

}  // namespace expression
