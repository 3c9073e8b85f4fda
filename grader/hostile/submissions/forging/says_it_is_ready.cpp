// verdict: forbidden, 0 points
// A packet out of turn.
#include <unistd.h>
#include <cstdint>

#include <expression.hpp>

namespace {

// A packet as the runtime sends it: kind, id, operation, workers, mode, plugged, value, operands,
// name, text.
struct packet {
  std::uint32_t kind, id, operation, workers, mode, plugged;
  std::int64_t value;
  std::int64_t operands[16];
  char name[64], text[256];
};

void say(const packet& what) { static_cast<void>(write(3, &what, sizeof what) + 1); }

}  // namespace

namespace expression {

number evaluate(futures::executor&, const operands&) {
  say({.kind = 4});
  return 500;
}

}  // namespace expression
