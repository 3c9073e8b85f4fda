// SPDX-License-Identifier: MIT
// Bytes on their way to another process: a buffer that is written, and a reader of one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <utility>

#include "futures/errors.hpp"

namespace futures::detail {

/// Grows as it is written; few bytes need no memory of their own.
class byte_buffer {
 public:
  byte_buffer() noexcept = default;
  byte_buffer(const byte_buffer&) = delete;
  byte_buffer& operator=(const byte_buffer&) = delete;

  void append(const void* data, std::size_t size) {
    if (size == 0) return;
    if (capacity_ - size_ < size) grow(size);
    std::memcpy(begin() + size_, data, size);
    size_ += size;
  }
  std::size_t size() const noexcept { return size_; }
  std::span<const std::byte> bytes() const noexcept { return {begin(), size_}; }
  /// Forgets the bytes, and gives much memory back.
  void clear() noexcept {
    size_ = 0;
    if (capacity_ <= kept) return;
    heap_.reset();
    capacity_ = sizeof inline_;
  }

 private:
  static constexpr std::size_t kept = 64 * 1024;  // what it may keep for the next use

  const std::byte* begin() const noexcept { return heap_ ? heap_.get() : inline_; }
  std::byte* begin() noexcept { return heap_ ? heap_.get() : inline_; }
  void grow(std::size_t more) {
    const auto capacity = std::max(size_ + more, 2 * capacity_);
    std::unique_ptr<std::byte[]> memory(new std::byte[capacity]);  // not set to zero
    std::memcpy(memory.get(), begin(), size_);
    heap_ = std::move(memory);
    capacity_ = capacity;
  }

  std::size_t size_ = 0;
  std::size_t capacity_ = sizeof inline_;
  std::unique_ptr<std::byte[]> heap_;
  std::byte inline_[88];  // so that the buffer is two cache lines
};

/// Reads what a byte_buffer had. Requires: the bytes outlive it.
class byte_reader {
 public:
  explicit byte_reader(std::span<const std::byte> bytes) noexcept : rest_(bytes) {}

  /// Throws: error when fewer bytes are left.
  void read(void* to, std::size_t size) {
    if (size == 0) return;
    std::memcpy(to, take(size).data(), size);
  }
  std::span<const std::byte> take(std::size_t size) {
    if (rest_.size() < size) throw error("a message between processes ends too early");
    const auto taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
  }

 private:
  std::span<const std::byte> rest_;
};

}  // namespace futures::detail
