// verdict: forbidden, 0 points
// No solution needs it.
#include <sys/socket.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) {
  int ends[2];
  return socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
}

}  // namespace expression
