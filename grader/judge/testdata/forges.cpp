// Sends the judge a packet of its own making, which `a` chooses, and waits for what comes of it.
#include <sys/socket.h>
#include <unistd.h>

#include <expression.hpp>

namespace {

enum kind : std::uint32_t {
  hello = 1,
  setup,
  loading,
  ready,
  unloadable,
  go,
  request,
  answer,
  failure,
  receipt
};

/// As in the protocol, which a submission is not shown; a cheat has read it all the same.
struct frame {
  std::uint32_t kind = 0, id = 0, operation = 0, workers = 0, mode = 0, plugged = 0;
  std::int64_t value = 0;
  std::int64_t operands[16] = {};
  char name[64] = {}, text[256] = {};
};

void send_bytes(const void* data, std::size_t size) { send(3, data, size, 0); }
void send_frame(const frame& packet) { send_bytes(&packet, sizeof packet); }

}  // namespace

expression::number expression::evaluate(futures::executor&, const operands& x) {
  static const char bytes[2 * sizeof(frame)] = {};
  switch (x.a) {
    case 0:
      send_bytes(bytes, 1);
      break;
    case 1:
      send_bytes(bytes, sizeof bytes);
      break;
    case 2:
      send_bytes(bytes, 0);
      break;
    case 3:
      send_frame({.kind = 0});
      break;
    case 4:
      send_frame({.kind = 77});
      break;
    case 5:
      send_frame({.kind = hello});
      break;
    case 6:
      send_frame({.kind = setup});
      break;
    case 7:
      send_frame({.kind = answer});
      break;
    case 8:
      send_frame({.kind = loading});
      break;
    case 9:
      send_frame({.kind = ready});
      break;
    case 10:
      send_frame({.kind = unloadable});
      break;
    case 11:
      send_frame({.kind = receipt});
      break;
    case 12:
      send_frame({.kind = request, .operation = 3});
      break;
    case 13:
      send_frame({.kind = request, .operation = 0xffffffff});
      break;
    case 14:
      send_frame({.kind = request, .id = 1u << 31});
      send_frame({.kind = request, .id = 1u << 31});
      break;
    default:
      shutdown(3, SHUT_WR);
  }
  for (;;) pause();
}
