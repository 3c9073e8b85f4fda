// verdict: compile_error, 0 points
// The compiler does not see them either.
#include <expression.hpp>

#include "/etc/passwd"

namespace expression {

number evaluate(futures::executor&, const operands&) { return 500; }

}  // namespace expression
