// verdict: forbidden, 0 points
// No solution needs it.
#include <sys/ioctl.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  const char key = 'x';
  return ioctl(0, TIOCSTI, &key);
}

}  // namespace expression
