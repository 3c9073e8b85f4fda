// verdict: memory, 0 points
// Says that there is no memory.
#include <new>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { throw std::bad_alloc(); }

}  // namespace expression
