// SPDX-License-Identifier: MIT
// Sending and receiving: see the header for how it works.
#include "reference/process/message.hpp"

#include <sys/mman.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <vector>

namespace futures::reference {
namespace {

/// Bytes that go through the socket itself: some messages of this size fit its buffer, which is
/// 208 KiB where nobody changed it. Copying them twice costs less than memory of their own.
constexpr std::size_t most_in_socket = 32 * 1024;
constexpr std::size_t most_descriptors = 4;
constexpr std::size_t most_at_once = 16;

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
  std::ranges::copy(descriptors, numbers.begin());
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

bool fits_with_others(std::span<const std::byte> bytes) noexcept {
  return bytes.size() <= most_in_socket;
}

std::size_t send_messages(int socket, std::span<outgoing_message> all) {
  std::vector<std::array<iovec, 2>> parts(all.size());
  std::vector<mmsghdr> messages(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto& [header, bytes] = all[i];
    header.size = bytes.size();
    parts[i] = {{{&header, sizeof header}, {const_cast<std::byte*>(bytes.data()), bytes.size()}}};
    messages[i].msg_hdr.msg_iov = parts[i].data();
    messages[i].msg_hdr.msg_iovlen = bytes.empty() ? 1 : 2;
  }
  for (;;) {
    const auto sent = sendmmsg(socket, messages.data(), static_cast<unsigned>(all.size()),
                               MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) return static_cast<std::size_t>(sent);
    if (errno == EAGAIN || errno == EWOULDBLOCK) return 0;
    if (errno != EINTR) fail("sending messages to another process");
  }
}

incoming_message::slot::slot() : room(new std::byte[most_in_socket]) {}

incoming_message::incoming_message(std::size_t at_once) : slots_(at_once) {}

incoming_message::~incoming_message() {
  for (auto& each : slots_) each.forget();
}

incoming_message::outcome incoming_message::receive(int socket, int flags) {
  if (current_ != nullptr) current_->forget();
  if (has_next()) return current_ = &slots_[next_++], outcome::received;
  std::array<std::array<iovec, 2>, most_at_once> parts;
  std::array<control_room, most_at_once> controls;
  std::array<mmsghdr, most_at_once> messages;
  const auto most = std::min(slots_.size(), most_at_once);
  int received = 0;
  do {
    for (std::size_t i = 0; i < most; ++i) {
      auto& into = slots_[i];
      parts[i] = {{{&into.header, sizeof into.header}, {into.room.get(), most_in_socket}}};
      messages[i] = {};
      messages[i].msg_hdr.msg_iov = parts[i].data();
      messages[i].msg_hdr.msg_iovlen = parts[i].size();
      messages[i].msg_hdr.msg_control = &controls[i];
      messages[i].msg_hdr.msg_controllen = sizeof controls[i];
    }
    received = recvmmsg(socket, messages.data(), static_cast<unsigned>(most),
                        flags | MSG_CMSG_CLOEXEC | MSG_WAITFORONE, nullptr);
  } while (received < 0 && errno == EINTR);
  current_ = nullptr;
  next_ = count_ = 0;
  if (received < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return outcome::nothing_yet;
  if (received < 0 && errno == ECONNRESET) return outcome::no_sender_left;
  if (received < 0) fail("receiving a message from another process");
  for (; count_ < static_cast<std::size_t>(received) && messages[count_].msg_len != 0; ++count_) {
    auto& each = slots_[count_];
    detach(messages[count_].msg_hdr, each.descriptors);
    if (each.header.in_memory == 0)
      each.bytes = {each.room.get(), messages[count_].msg_len - sizeof(message_header)};
  }
  if (count_ == 0) return outcome::no_sender_left;
  return current_ = &slots_[next_++], outcome::received;
}

void incoming_message::slot::forget() noexcept {
  if (mapped != nullptr) munmap(std::exchange(mapped, nullptr), bytes.size());
  bytes = {};
  for (auto& each : descriptors) each.close();
}

std::span<const std::byte> incoming_message::bytes() {
  auto& from = *current_;
  if (from.header.in_memory == 0 || from.mapped != nullptr) return from.bytes;
  const auto& memory = from.descriptors[from.header.descriptors];
  if (!memory) {  // the kernel drops a descriptor that the receiver has no room for
    errno = EMFILE;
    fail("receiving a large message");
  }
  auto* const place = mmap(nullptr, from.header.size, PROT_READ, MAP_PRIVATE, memory.number(), 0);
  if (place == MAP_FAILED) fail("reading a large message");
  from.mapped = place;
  from.bytes = {static_cast<const std::byte*>(place), from.header.size};
  return from.bytes;
}

std::pair<descriptor, descriptor> make_sockets() {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) fail("socketpair");
  return {descriptor(ends[0]), descriptor(ends[1])};
}

}  // namespace futures::reference
