// SPDX-License-Identifier: MIT
// The submission's end of the socket: requests go out from any thread, answers find their way back.
#pragma once

#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <utility>

#include "exercises/runtime/protocol.hpp"

namespace runtime {

/// How it works. Until start_answering() one thread sends and receives in turn. After it, a thread
/// of the connection's own reads all packets and hands each answer to the thread that waits for it.
class connection {
 public:
  /// With a descriptor, if it is not -1.
  void send(const protocol::frame& packet, int descriptor = -1);
  /// The next packet; ends the process when the judge has gone.
  protocol::frame receive() { return receive_with_descriptor().first; }
  /// The same, and the descriptor that came along; -1 for none.
  std::pair<protocol::frame, int> receive_with_descriptor();

  /// What the judge may ask for, at any time; called on the connection's thread.
  struct wishes {
    std::function<void()> plug_again;
    std::function<void()> note_places;
  };
  void start_answering(wishes granted);
  /// Sends the request under a fresh id. Returns: its answer or failure, once it comes.
  std::future<protocol::frame> request(protocol::frame packet);
  protocol::frame ask(const protocol::frame& packet) { return request(packet).get(); }

 private:
  void deliver_answers();

  wishes wishes_;
  std::mutex mutex_;
  std::uint32_t next_id_ = 1;
  std::map<std::uint32_t, std::promise<protocol::frame>> waiting_;
};

}  // namespace runtime
