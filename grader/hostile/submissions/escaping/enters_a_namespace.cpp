// verdict: forbidden, 0 points
// No solution needs it.
#include <fcntl.h>
#include <sched.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  return setns(open("/proc/1/ns/mnt", O_RDONLY), 0);
}

}  // namespace expression
