// verdict: deadlock, 0 points
// Nobody sends one.
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { return pause(); }

}  // namespace expression
