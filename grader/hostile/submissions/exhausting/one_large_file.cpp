// verdict: crash, 0 points
// A file beyond the limit: the kernel says so by a signal.
#include <fcntl.h>
#include <unistd.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  const int file = open("/tmp/lab-hostile", O_CREAT | O_RDWR, 0600);
  return ftruncate(file, off_t{1} << 40);
}

}  // namespace expression
