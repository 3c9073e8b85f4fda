// SPDX-License-Identifier: MIT
// The submission's end of the socket: requests go out from any thread, answers find their way back.
#pragma once

#include <functional>
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

  /// `plug_again` is called, on the connection's thread, when the judge asks for that.
  void start_answering(std::function<void()> plug_again);
  /// Sends the request under a fresh id. Returns: its answer or failure, once it comes.
  std::future<protocol::frame> request(protocol::frame packet);
  protocol::frame ask(const protocol::frame& packet) { return request(packet).get(); }

 private:
  void deliver_answers();

  std::function<void()> plug_again_;
  std::mutex mutex_;
  std::uint32_t next_id_ = 1;
  std::map<std::uint32_t, std::promise<protocol::frame>> waiting_;
};

}  // namespace runtime
