// SPDX-License-Identifier: MIT
// Packets of a submission, as the judge receives and serves them: exercises/runtime/protocol,
// grader/judge/link and operation_desk.
//
// How it works. An input is a script of what the submission does: it sends bytes of any number, or
// a frame, with any number of descriptors, or sleeps, so that the judge answers.
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <map>
#include <vector>

#include "exercises/expression/arithmetic.hpp"
#include "fuzz/input.hpp"
#include "fuzz/require.hpp"
#include "grader/judge/link.hpp"
#include "grader/judge/operation_desk.hpp"

using fuzz::require;

namespace {

using protocol::frame;

constexpr std::uint64_t most_operations = 50;
const judge::operation_table table{{"add", "sub", "mul"}, expression::apply};

/// The submission's end: whatever it may send.
class sender {
 public:
  explicit sender(int end) : end_(end) {}
  bool send(const void* data, std::size_t size, std::size_t descriptors) {
    iovec part{const_cast<void*>(data), size};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(most_descriptors * sizeof(int))> control{};
    if (descriptors > 0) {
      const auto bytes = std::min(descriptors, most_descriptors) * sizeof(int);
      message.msg_control = control.data();
      message.msg_controllen = CMSG_SPACE(bytes);
      auto* const header = CMSG_FIRSTHDR(&message);
      header->cmsg_level = SOL_SOCKET;
      header->cmsg_type = SCM_RIGHTS;
      header->cmsg_len = CMSG_LEN(bytes);
      const std::array<int, most_descriptors> passed{end_, end_, end_, end_};
      std::memcpy(CMSG_DATA(header), passed.data(), bytes);
    }
    return sendmsg(end_, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == static_cast<ssize_t>(size);
  }

 private:
  static constexpr std::size_t most_descriptors = 4;
  int end_;
};

/// The lowest descriptor that is free: the same before and after, if none was left open.
int free_descriptor() {
  const int lowest = open("/dev/null", O_RDONLY | O_CLOEXEC);
  close(lowest);
  return lowest;
}

/// Any frame; the members that the judge looks at are small, so that they meet again.
frame frame_from(fuzz::input& from) {
  frame packet{.kind = static_cast<protocol::kind>(from.number()),
               .id = static_cast<std::uint32_t>(from.number()),
               .operation = static_cast<std::uint32_t>(from.number())};
  packet.value = static_cast<std::int64_t>(from.number());
  for (int i = 0; i < 3; ++i) packet.operands[i] = static_cast<std::int64_t>(from.number());
  const char filler = static_cast<char>(from.byte());  // at times there is no NUL at all
  packet.name.fill(filler);
  packet.text.fill(filler);
  return packet;
}

void look_at_texts(const frame& packet) {
  const auto text = protocol::get_text(packet.text);
  require(text.size() <= packet.text.size(), "a text ends in its packet");
  require(text.find('\0') == std::string_view::npos, "a text ends at its NUL");
  frame copy;
  protocol::set_text(copy.name, text);
  require(text.starts_with(protocol::get_text(copy.name)), "a text that is cut is a beginning");
  require(copy.name.back() == '\0', "a text that is cut ends");
}

/// The judge: serves requests as a run in virtual time does, and keeps books of its own.
class books {
 public:
  explicit books(judge::pace pace)
      : request_{.pace = pace, .operands = {3, 7}, .costs = {1, 2, 3}} {}

  void take(const frame& packet) {
    const bool known = packet.operation < table.names.size();
    const bool room = desk_.operations().size() < most_operations;
    const bool fresh = !waiting_.contains(packet.id);
    const auto refused = desk_.take(packet);
    require(refused.has_value() == !(known && room && fresh), "what is refused must be refused");
    if (refused) return require(!refused->empty(), "a refusal says why");
    waiting_[packet.id] = desk_.operations().size() - 1;
    if (request_.pace == judge::pace::prompt) answer();
  }
  void answer() {
    require(desk_.anything_waits() == !waiting_.empty(), "what was asked for waits");
    if (waiting_.empty()) return;
    const auto before = desk_.now();
    const auto packet = desk_.answer_next();
    const auto found = waiting_.find(packet.id);
    require(found != waiting_.end(), "an answer is to a request, and to each but one");
    const auto& done = desk_.operations()[found->second];
    require(packet.value == expression::apply(done.which, done.x, done.y), "the value is right");
    require(desk_.now() >= before, "the clock goes forwards");
    const bool in_steps = request_.pace == judge::pace::virtual_time;
    require(done.finish == done.start + (in_steps ? request_.costs[done.which] : 0),
            "an operation takes its steps");
    waiting_.erase(found);
  }
  void look() const {
    require(desk_.most_at_once() <= desk_.operations().size(), "no more at once than in all");
    require(desk_.operations().size() <= most_operations, "there is an end to operations");
  }

 private:
  judge::run_request request_;
  judge::operation_desk desk_{table, request_, most_operations};
  std::map<std::uint32_t, std::size_t> waiting_;  // by the id of the request
};

void run(fuzz::input& from) {
  judge::link link;
  sender submission(link.submission_end());
  books desk(from.byte() % 2 == 0 ? judge::pace::virtual_time : judge::pace::prompt);
  if (from.byte() % 2 == 0) link.take_no_descriptors();
  while (!from.empty()) {
    const auto what = from.byte();
    if (what % 4 == 0) {
      desk.answer();
      continue;
    }
    // Some bytes longer than a frame, so that too much can be sent, too.
    std::array<std::uint8_t, sizeof(frame) + 16> bytes{};
    const auto packet = frame_from(from);
    std::memcpy(bytes.data(), &packet, sizeof packet);
    const auto size = what % 4 == 1 ? from.take<std::uint16_t>() % bytes.size() : sizeof packet;
    if (!submission.send(bytes.data(), size, what / 64)) continue;
    const auto got = link.poll();
    require(got.has_value() && !link.closed(), "what was sent arrives, an empty packet, too");
    require(got->sender == getpid(), "the sender is who sent it");
    require(got->malformed == (size != sizeof packet), "a packet of another size is malformed");
    if (got->malformed) continue;
    require(std::memcmp(&got->packet, &packet, sizeof packet) == 0, "a frame arrives whole");
    look_at_texts(got->packet);
    if (got->packet.kind == protocol::kind::request) desk.take(got->packet);
  }
  desk.look();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const int lowest = free_descriptor();
  fuzz::input from(data, size);
  run(from);
  require(free_descriptor() == lowest, "no descriptor that came along stays open");
  return 0;
}
