// SPDX-License-Identifier: MIT
// The exercise's header: the operations that take time, and the function that you write.
#pragma once

#include <cstdint>
#include <stdexcept>

#include <futures/executor.hpp>

namespace expression {

using number = std::int64_t;

/// Each of these takes the time of one operation, and blocks the thread that calls it.
/// Throws: operation_error when the operation fails.
number add(number x, number y);
number sub(number x, number y);
number mul(number x, number y);

/// What an operation that fails throws; let it pass through `evaluate`.
struct operation_error : std::runtime_error {
  using runtime_error::runtime_error;
};

/// The operands of (a + b) * (c + d) * ((e * f) - g); the lecture's by default.
struct operands {
  number a = 3, b = 7, c = 2, d = 8, e = 2, f = 3, g = 1;
};

/// Yours to write: the expression's value, computed with futures on `pool`.
number evaluate(futures::executor& pool, const operands& x);

}  // namespace expression
