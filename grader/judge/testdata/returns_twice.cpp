// Says three times how its function ends, by packets of its own making: the value `a`, the value
// `b`, an exception. Then it returns.
#include <sys/socket.h>

#include <expression.hpp>

namespace {

enum kind : std::uint32_t { returned = 11, threw = 12 };

/// As in the protocol, which a submission is not shown; a cheat has read it all the same.
struct frame {
  std::uint32_t kind = 0, id = 0, operation = 0, workers = 0, mode = 0, plugged = 0;
  std::int64_t value = 0;
  std::int64_t operands[16] = {};
  char name[64] = {}, text[256] = {};
};

void send_frame(const frame& packet) { send(3, &packet, sizeof packet, 0); }

}  // namespace

expression::number expression::evaluate(futures::executor&, const operands& x) {
  send_frame({.kind = returned, .value = x.a});
  send_frame({.kind = returned, .value = x.b});
  send_frame({.kind = threw});
  return x.c;
}
