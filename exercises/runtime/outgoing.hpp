// SPDX-License-Identifier: MIT
// A packet, and perhaps a descriptor, as sendmsg(2) takes them: see unix(7), SCM_RIGHTS.
#pragma once

#include <sys/socket.h>

#include <array>
#include <cstring>

#include "exercises/runtime/protocol.hpp"

namespace protocol {

class outgoing {
 public:
  /// `passed`: a descriptor; -1 for none.
  outgoing(const frame& packet, int passed) : packet_(packet) {
    message_.msg_iov = &data_;
    message_.msg_iovlen = 1;
    if (passed < 0) return;
    message_.msg_control = control_.data();
    message_.msg_controllen = control_.size();
    auto* const part = CMSG_FIRSTHDR(&message_);
    part->cmsg_level = SOL_SOCKET;
    part->cmsg_type = SCM_RIGHTS;
    part->cmsg_len = CMSG_LEN(sizeof passed);
    std::memcpy(CMSG_DATA(part), &passed, sizeof passed);
  }
  outgoing(const outgoing&) = delete;
  outgoing& operator=(const outgoing&) = delete;

  const msghdr* header() const noexcept { return &message_; }

 private:
  frame packet_;
  iovec data_{&packet_, sizeof packet_};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control_{};
  msghdr message_{};
};

}  // namespace protocol
