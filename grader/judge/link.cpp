// SPDX-License-Identifier: MIT
// The judge's end of the socket: see unix(7), SCM_CREDENTIALS.
#include "grader/judge/link.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace judge {
namespace {

pid_t sender_of(msghdr& message) {
  for (auto* part = CMSG_FIRSTHDR(&message); part != nullptr; part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_CREDENTIALS) continue;
    ucred who{};
    std::memcpy(&who, CMSG_DATA(part), sizeof who);
    return who.pid;
  }
  return 0;
}

}  // namespace

link::link() {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw std::system_error(errno, std::generic_category(), "cannot make a socket pair");
  ours_ = sandbox::descriptor(ends[0]);
  theirs_ = sandbox::descriptor(ends[1]);
  const int on = 1;
  setsockopt(ours_.get(), SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
}

std::optional<received> link::poll() {
  received result;
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(ucred))> control{};
  iovec data{&result.packet, sizeof result.packet};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  // Descriptors that a submission tries to pass do not fit the control buffer and are dropped.
  const auto size = recvmsg(ours_.get(), &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return {};
  result.sender = size < 0 ? 0 : sender_of(message);
  // The end of the stream is as empty as an empty packet, but nobody sent it.
  if (size < 0 || (size == 0 && result.sender == 0)) {
    closed_ = true;
    return {};
  }
  result.malformed = size != sizeof result.packet || (message.msg_flags & MSG_TRUNC) != 0;
  return result;
}

void link::send(const protocol::frame& packet, int descriptor) noexcept {
  auto copy = packet;
  iovec data{&copy, sizeof copy};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  if (descriptor >= 0) {
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    auto* const part = CMSG_FIRSTHDR(&message);
    part->cmsg_level = SOL_SOCKET;
    part->cmsg_type = SCM_RIGHTS;
    part->cmsg_len = CMSG_LEN(sizeof descriptor);
    std::memcpy(CMSG_DATA(part), &descriptor, sizeof descriptor);
  }
  ::sendmsg(ours_.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace judge
