// verdict: forbidden, 0 points
// No solution needs it.
#include <sys/mount.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { return umount2("/usr", MNT_DETACH); }

}  // namespace expression
