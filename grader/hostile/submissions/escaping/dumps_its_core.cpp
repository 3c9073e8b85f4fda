// verdict: crash, 0 points
// No core is written.
#include <sys/resource.h>
#include <csignal>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { return raise(SIGSEGV); }

}  // namespace expression
