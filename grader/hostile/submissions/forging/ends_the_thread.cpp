// verdict: crash, 0 points
// The thread that evaluates goes, the process stays.
#include <pthread.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { pthread_exit(nullptr); }

}  // namespace expression
