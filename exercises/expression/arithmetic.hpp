// SPDX-License-Identifier: MIT
// The values of the exercise's operations; never shown to the student's code.
#pragma once

#include <cstdint>

namespace expression {

/// The order in which judge and submission process number the operations.
enum class operation : std::uint32_t { add, sub, mul };

/// The operation's value, modulo 2^64: no operand makes it undefined.
inline std::int64_t apply(std::uint32_t which, std::int64_t x, std::int64_t y) {
  const auto a = static_cast<std::uint64_t>(x), b = static_cast<std::uint64_t>(y);
  switch (static_cast<operation>(which)) {
    case operation::add:
      return static_cast<std::int64_t>(a + b);
    case operation::sub:
      return static_cast<std::int64_t>(a - b);
    case operation::mul:
      return static_cast<std::int64_t>(a * b);
  }
  return 0;
}

}  // namespace expression
