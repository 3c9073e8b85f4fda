// verdict: forbidden, 0 points
// No solution needs it.
#include <sys/socket.h>

#include <expression.hpp>

namespace expression {

number evaluate(futures::executor&, const operands&) { return socket(AF_NETLINK, SOCK_RAW, 0); }

}  // namespace expression
