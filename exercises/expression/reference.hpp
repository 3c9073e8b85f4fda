// SPDX-License-Identifier: MIT
// What the judge knows of the exercise: values and operands.
#pragma once

#include <vector>

#include "exercises/expression/arithmetic.hpp"

namespace expression {

using operand_list = std::vector<std::int64_t>;  ///< a to g

inline const operand_list lectures_operands{3, 7, 2, 8, 2, 3, 1};
inline constexpr std::size_t operation_count = 6;

/// (a + b) * (c + d) * ((e * f) - g).
std::int64_t value_of(const operand_list& x);

/// Operands of which no two are equal, and none equals a result on the way, so that every operand
/// of an operation tells where it comes from.
operand_list fresh_operands();

}  // namespace expression
