// verdict: forbidden, 0 points
// No solution needs it.
#include <sys/uio.h>
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  char taken[64];
  const iovec here{taken, sizeof taken}, there{reinterpret_cast<void*>(0x400000), sizeof taken};
  return process_vm_readv(getppid(), &here, 1, &there, 1, 0);
}

}  // namespace expression
