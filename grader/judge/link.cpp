// SPDX-License-Identifier: MIT
// The judge's end of the socket: see unix(7), SCM_CREDENTIALS.
#include "grader/judge/link.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "exercises/runtime/outgoing.hpp"

namespace judge {
namespace {

/// Of a control message of that type in what was received.
template <class Content>
std::optional<Content> find_in(msghdr& message, int type) {
  for (auto* part = CMSG_FIRSTHDR(&message); part != nullptr; part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != type) continue;
    Content content{};
    std::memcpy(&content, CMSG_DATA(part), sizeof content);
    return content;
  }
  return {};
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
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(ucred)) + CMSG_SPACE(sizeof(int))> control{};
  iovec data{&result.packet, sizeof result.packet};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  // What does not fit the control buffer is dropped.
  message.msg_controllen =
      takes_descriptors_ ? control.size() : static_cast<std::size_t>(CMSG_SPACE(sizeof(ucred)));
  const auto size = recvmsg(ours_.get(), &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return {};
  if (size >= 0) {
    if (const auto who = find_in<ucred>(message, SCM_CREDENTIALS)) result.sender = who->pid;
    if (const auto passed = find_in<int>(message, SCM_RIGHTS))
      result.passed = sandbox::descriptor(*passed);
  }
  // The end of the stream is as empty as an empty packet, but nobody sent it.
  if (size < 0 || (size == 0 && result.sender == 0)) {
    closed_ = true;
    return {};
  }
  result.malformed = size != sizeof result.packet || (message.msg_flags & MSG_TRUNC) != 0;
  return result;
}

void link::send(const protocol::frame& packet, int descriptor) noexcept {
  const protocol::outgoing message(packet, descriptor);
  ::sendmsg(ours_.get(), message.header(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace judge
