// SPDX-License-Identifier: MIT
// The student side of the judge's protocol: what an exercise's operations are made of.
#pragma once

#include <cstdint>
#include <stdexcept>

namespace runtime {

/// What perform() throws when the judge lets an operation fail.
struct operation_failure : std::runtime_error {
  using runtime_error::runtime_error;
};

/// Performs one operation, by asking the judge or by burning CPU, and blocks until it is done.
/// Threads: any number at once.
std::int64_t perform(std::uint32_t operation, std::int64_t x, std::int64_t y);

/// Supplied by each exercise: the operation's value.
std::int64_t apply(std::uint32_t operation, std::int64_t x, std::int64_t y);
/// Supplied by each exercise, for the reference process alone: evaluates the operands one operation
/// after the other.
std::int64_t evaluate_sequentially(const std::int64_t* operands);

}  // namespace runtime
