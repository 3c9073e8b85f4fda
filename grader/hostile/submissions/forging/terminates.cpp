// verdict: crash, 0 points
// Ends the process.
#include <exception>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { std::terminate(); }

}  // namespace expression
