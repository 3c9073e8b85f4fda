// verdict: forbidden, 0 points
// The same by nice().
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { return nice(-10); }

}  // namespace expression
