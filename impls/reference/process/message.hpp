// SPDX-License-Identifier: MIT
// Messages between the processes of a pool.
//
// How it works. A socket of type SOCK_SEQPACKET keeps messages whole, whoever dies while it writes
// or reads one, and any number of processes may read one end: the kernel gives each message to one
// of them, in order. Bytes that would not fit its buffer go into anonymous memory
// (memfd_create(2)), whose descriptor is the message. So no message is larger than a socket takes.
// Source: unix(7), memfd_create(2).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "reference/process/descriptor.hpp"

namespace futures::reference {

enum class message_kind : std::uint32_t {
  // to a worker
  call,
  // from a worker
  value,
  exception,
  initializer_failed,
  // to the fork server
  open_pool,
  start_worker,
  signal_workers,
  close_pool,
  // from the fork server
  worker_started,
  worker_ended,
  pool_closed,
};

struct message_header {
  message_kind kind{};
  std::uint32_t worker = 0;     ///< its number in the pool
  std::uint64_t id = 0;         ///< of the call, or of the pool
  std::int64_t number = 0;      ///< says `kind`: nanoseconds, a process, a signal
  std::int32_t status = 0;      ///< as waitpid(2) has it, or an error number, or the sender
  std::uint32_t retires = 0;    ///< 1: the worker ends after this message
  std::uint64_t size = 0;       ///< of the bytes; set by send_message()
  std::uint32_t in_memory = 0;  ///< 1: the bytes are in the last descriptor; set by send_message()
  std::uint32_t descriptors = 0;  ///< how many came along, without that; set by send_message()
};

/// Sends a message. `flags` are those of sendmsg(2).
/// Returns: false when there is no room now and `flags` say not to wait.
/// Throws: std::system_error when nobody can receive it, or memory or descriptors are used up.
bool send_message(int socket, message_header header, std::span<const std::byte> bytes, int flags,
                  std::span<const int> descriptors = {});

/// A message to be sent with others. Requires: fits_with_others(bytes).
struct outgoing_message {
  message_header header;
  std::span<const std::byte> bytes;
};
bool fits_with_others(std::span<const std::byte> bytes) noexcept;

/// Sends messages by one system call, in order: as many as there is room for now.
/// Returns: how many. Throws: as send_message(), when not even the first was sent.
std::size_t send_messages(int socket, std::span<outgoing_message> all);

/// A received message, and the room for the next ones.
class incoming_message {
 public:
  enum class outcome { received, nothing_yet, no_sender_left };

  /// One system call receives so many if they are there: then nobody else can have them.
  explicit incoming_message(std::size_t at_once = 1);
  incoming_message(const incoming_message&) = delete;
  incoming_message& operator=(const incoming_message&) = delete;
  ~incoming_message();

  /// Forgets the last message and receives the next. Throws: std::system_error.
  outcome receive(int socket, int flags);
  /// Whether the next is here already.
  bool has_next() const noexcept { return next_ < count_; }

  const message_header& header() const noexcept { return current_->header; }
  /// Good until the next is received. Throws: std::system_error when no descriptor or address was
  /// free for a large message.
  std::span<const std::byte> bytes();
  /// Gives a descriptor that came along away.
  descriptor take_descriptor(std::size_t i) noexcept { return std::move(current_->descriptors[i]); }

 private:
  struct slot {
    slot();
    void forget() noexcept;

    message_header header;
    std::unique_ptr<std::byte[]> room;
    std::span<const std::byte> bytes;
    std::array<descriptor, 4> descriptors;
    void* mapped = nullptr;
  };

  std::vector<slot> slots_;
  slot* current_ = nullptr;
  std::size_t next_ = 0;
  std::size_t count_ = 0;  // received, with those that were served
};

/// Two ends of a socket; both are closed in programs that this one starts.
/// Throws: std::system_error.
std::pair<descriptor, descriptor> make_sockets();

}  // namespace futures::reference
