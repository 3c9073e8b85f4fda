// SPDX-License-Identifier: MIT
// Sending and receiving: see the header for how it works.
#include "reference/process/message.hpp"

#include <sys/mman.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace futures::reference {
namespace {

/// Bytes that go through the socket itself: some messages of this size fit its buffer, which is
/// 208 KiB where nobody changed it. Copying them twice costs less than memory of their own.
constexpr std::size_t most_in_socket = 32 * 1024;
constexpr std::size_t most_descriptors = 3;

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

descriptor in_memory(std::span<const std::byte> bytes) {
  descriptor memory(memfd_create("futures-message", MFD_CLOEXEC));
  if (!memory) fail("memfd_create");
  while (!bytes.empty()) {
    const auto written = write(memory.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("writing a large message");
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return memory;
}

/// Room for the descriptors of a message, aligned as CMSG_DATA wants it.
union control_room {
  cmsghdr alignment;
  std::array<std::byte, CMSG_SPACE(most_descriptors * sizeof(int))> bytes;
};

void attach(msghdr& message, control_room& room, std::span<const int> descriptors) {
  if (descriptors.empty()) return;
  const auto size = descriptors.size_bytes();
  message.msg_control = &room;
  message.msg_controllen = CMSG_SPACE(size);
  auto* const part = CMSG_FIRSTHDR(&message);
  part->cmsg_level = SOL_SOCKET;
  part->cmsg_type = SCM_RIGHTS;
  part->cmsg_len = CMSG_LEN(size);
  std::memcpy(CMSG_DATA(part), descriptors.data(), size);
}

void detach(msghdr& message, std::array<descriptor, most_descriptors>& into) {
  std::size_t count = 0;
  for (auto* part = CMSG_FIRSTHDR(&message); part != nullptr; part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    const auto* from = CMSG_DATA(part);
    for (auto left = part->cmsg_len - CMSG_LEN(0); left >= sizeof(int); left -= sizeof(int)) {
      int number = -1;
      std::memcpy(&number, from, sizeof number);
      from += sizeof number;
      into[count++] = descriptor(number);
    }
  }
}

}  // namespace

bool send_message(int socket, message_header header, std::span<const std::byte> bytes, int flags,
                  std::span<const int> descriptors) {
  std::array<int, most_descriptors> numbers{};
  std::memcpy(numbers.data(), descriptors.data(), descriptors.size_bytes());
  std::size_t count = descriptors.size();
  descriptor memory;
  header.size = bytes.size();
  header.descriptors = static_cast<std::uint32_t>(count);
  if (bytes.size() > most_in_socket) {
    memory = in_memory(bytes);
    numbers[count++] = memory.number();
    header.in_memory = 1;
    bytes = {};
  }
  std::array<iovec, 2> parts{
      {{&header, sizeof header}, {const_cast<std::byte*>(bytes.data()), bytes.size()}}};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = bytes.empty() ? 1 : 2;
  control_room room;
  attach(message, room, {numbers.data(), count});
  for (;;) {
    if (sendmsg(socket, &message, flags | MSG_NOSIGNAL) >= 0) return true;
    if (errno == EAGAIN || errno == EWOULDBLOCK) return false;
    if (errno != EINTR) fail("sending a message to another process");
  }
}

incoming_message::incoming_message() : room_(new std::byte[most_in_socket]) {}

incoming_message::outcome incoming_message::receive(int socket, int flags) {
  forget();
  std::array<iovec, 2> parts{{{&header_, sizeof header_}, {room_.get(), most_in_socket}}};
  control_room room;
  msghdr message{};
  ssize_t received = 0;
  do {
    message = {};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    message.msg_control = &room;
    message.msg_controllen = sizeof room;
    received = recvmsg(socket, &message, flags | MSG_CMSG_CLOEXEC);
  } while (received < 0 && errno == EINTR);
  if (received < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return outcome::nothing_yet;
  if (received == 0 || (received < 0 && errno == ECONNRESET)) return outcome::no_sender_left;
  if (received < 0) fail("receiving a message from another process");
  detach(message, descriptors_);
  if (header_.in_memory == 0)
    bytes_ = {room_.get(), static_cast<std::size_t>(received) - sizeof header_};
  return outcome::received;
}

void incoming_message::forget() noexcept {
  if (mapped_ != nullptr) munmap(std::exchange(mapped_, nullptr), bytes_.size());
  bytes_ = {};
  for (auto& each : descriptors_) each.close();
}

std::span<const std::byte> incoming_message::bytes() {
  if (header_.in_memory == 0 || mapped_ != nullptr) return bytes_;
  const auto& memory = descriptors_[header_.descriptors];
  if (!memory) {  // the kernel drops a descriptor that the receiver has no room for
    errno = EMFILE;
    fail("receiving a large message");
  }
  auto* const place = mmap(nullptr, header_.size, PROT_READ, MAP_PRIVATE, memory.number(), 0);
  if (place == MAP_FAILED) fail("reading a large message");
  mapped_ = place;
  bytes_ = {static_cast<const std::byte*>(place), header_.size};
  return bytes_;
}

std::pair<descriptor, descriptor> make_sockets() {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) fail("socketpair");
  return {descriptor(ends[0]), descriptor(ends[1])};
}

}  // namespace futures::reference
