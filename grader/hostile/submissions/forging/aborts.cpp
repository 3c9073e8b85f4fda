// verdict: crash, 0 points
// Ends the process.
#include <cstdlib>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { std::abort(); }

}  // namespace expression
