// verdict: forbidden, 0 points
// No solution needs it.
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { return vfork(); }

}  // namespace expression
