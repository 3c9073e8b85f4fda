// SPDX-License-Identifier: MIT
// The bytes of one input, as the values that a target needs.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>

namespace fuzz {

/// All of it as text.
inline std::string text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Reads from the front. What is missing at the end is 0.
class input {
 public:
  input(const std::uint8_t* data, std::size_t size) : next_(data), left_(size) {}

  bool empty() const noexcept { return left_ == 0; }

  template <class T>
  T take() {
    T value{};
    const auto size = std::min(left_, sizeof value);
    if (size != 0) std::memcpy(&value, next_, size);
    next_ += size;
    left_ -= size;
    return value;
  }
  std::uint8_t byte() { return take<std::uint8_t>(); }

  /// A number in one byte: mostly a small one, so that values meet again, at times one at the end
  /// of what a number can be.
  std::uint64_t number() {
    constexpr std::array<std::uint64_t, 8> extremes{std::numeric_limits<std::uint64_t>::max(),
                                                    1ULL << 63,
                                                    (1ULL << 63) - 1,
                                                    1ULL << 32,
                                                    (1ULL << 32) - 1,
                                                    (1ULL << 31) - 1,
                                                    1'000'000'000'000,
                                                    100'000};
    const auto chosen = byte();
    constexpr std::uint8_t first_extreme = 256 - extremes.size();
    return chosen < first_extreme ? chosen : extremes[chosen - first_extreme];
  }

 private:
  const std::uint8_t* next_;
  std::size_t left_;
};

}  // namespace fuzz
