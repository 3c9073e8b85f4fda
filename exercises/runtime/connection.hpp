// SPDX-License-Identifier: MIT
// The submission's end of the socket: requests go out from any thread, answers find their way back.
#pragma once

#include <future>
#include <map>
#include <mutex>

#include "exercises/runtime/protocol.hpp"

namespace runtime {

/// How it works. Until start_answering() one thread sends and receives in turn. After it, a thread
/// of the connection's own reads all packets and hands each answer to the thread that waits for it.
class connection {
 public:
  void send(const protocol::frame& packet);
  /// The next packet; ends the process when the judge has gone.
  protocol::frame receive();

  void start_answering();
  /// Sends the request under a fresh id and waits for its answer or failure.
  protocol::frame ask(protocol::frame request);

 private:
  void deliver_answers();

  std::mutex mutex_;
  std::uint32_t next_id_ = 1;
  std::map<std::uint32_t, std::promise<protocol::frame>> waiting_;
};

}  // namespace runtime
