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
  pid_t sender = 0;        ///< as the kernel tells it: cannot be forged
  bool malformed = false;  ///< not of the size of a frame
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
  /// A submission that does not read its answers loses them.
  void send(const protocol::frame& packet) noexcept { send(packet, -1); }
  /// The same with a descriptor; -1: none.
  void send(const protocol::frame& packet, int descriptor) noexcept;

 private:
  sandbox::descriptor ours_, theirs_;
  bool closed_ = false;
};

}  // namespace judge
