// SPDX-License-Identifier: MIT
// The submission's end of the socket.
#include "exercises/runtime/connection.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <thread>

#include "exercises/runtime/outgoing.hpp"

namespace runtime {

void connection::send(const protocol::frame& packet, int descriptor) {
  const protocol::outgoing message(packet, descriptor);
  while (::sendmsg(protocol::descriptor, message.header(), MSG_NOSIGNAL) < 0)
    if (errno != EINTR) _exit(1);  // without the judge there is nothing left to do
}

std::pair<protocol::frame, int> connection::receive_with_descriptor() {
  std::pair<protocol::frame, int> result{{}, -1};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control;
  for (;;) {
    iovec data{&result.first, sizeof result.first};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const auto size = ::recvmsg(protocol::descriptor, &message, MSG_CMSG_CLOEXEC);
    if (size < 0 && errno == EINTR) continue;
    if (size != sizeof result.first) _exit(1);
    const auto* const part = CMSG_FIRSTHDR(&message);
    if (part != nullptr && part->cmsg_type == SCM_RIGHTS)
      std::memcpy(&result.second, CMSG_DATA(part), sizeof result.second);
    return result;
  }
}

void connection::start_answering(wishes granted) {
  wishes_ = std::move(granted);
  std::thread([this] { deliver_answers(); }).detach();
}

std::future<protocol::frame> connection::request(protocol::frame packet) {
  std::future<protocol::frame> answer;
  {
    const std::lock_guard lock(mutex_);
    packet.id = next_id_++;
    answer = waiting_[packet.id].get_future();
  }
  send(packet);
  return answer;
}

void connection::deliver_answers() {
  for (;;) {
    const auto packet = receive();
    if (packet.kind == protocol::kind::plug_again) {
      wishes_.plug_again();
      continue;
    }
    if (packet.kind == protocol::kind::where) {
      wishes_.note_places();
      continue;
    }
    const std::lock_guard lock(mutex_);
    if (auto found = waiting_.extract(packet.id)) found.mapped().set_value(packet);
  }
}

}  // namespace runtime
