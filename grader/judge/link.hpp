// SPDX-License-Identifier: MIT
// The judge's end of the socket: whole packets only, and the kernel's word for who sent them.
#pragma once

#include <sys/types.h>

#include <optional>

#include "exercises/runtime/protocol.hpp"
#include "grader/sandbox/descriptor.hpp"

namespace judge {

/// A packet from the submission process.
struct received {
  protocol::frame packet;
  pid_t sender = 0;            ///< as the kernel tells it: cannot be forged
  bool malformed = false;      ///< not of the size of a frame
  sandbox::descriptor passed;  ///< one that came along
};

/// Both ends of a packet socket.
class link {
 public:
  /// Throws: std::system_error.
  link();
  int judge_end() const noexcept { return ours_.get(); }
  int submission_end() const noexcept { return theirs_.get(); }
  void close_submission_end() noexcept { theirs_.reset(); }

  /// The next packet that has arrived; empty when there is none now, or never will be: see
  /// closed().
  std::optional<received> poll();
  bool closed() const noexcept { return closed_; }
  /// From here on descriptors that come along are dropped; until then, all but the first of each
  /// packet.
  void take_no_descriptors() noexcept { takes_descriptors_ = false; }
  /// A submission that does not read its answers loses them.
  void send(const protocol::frame& packet) noexcept { send(packet, -1); }
  /// The same with a descriptor; -1: none.
  void send(const protocol::frame& packet, int descriptor) noexcept;

 private:
  sandbox::descriptor ours_, theirs_;
  bool closed_ = false;
  bool takes_descriptors_ = true;
};

}  // namespace judge
