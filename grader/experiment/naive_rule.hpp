// SPDX-License-Identifier: MIT
// How a speedup is often graded: what experiments compare ours with.
#pragma once

#include <optional>

#include "reports/record/submission_record.hpp"

namespace grader {

inline constexpr double naive_least_ratio = 1.2;

/// "Best of five, at least 1.2 times as fast", by the first five pairs as they are.
/// Returns: whether it passes; empty when there were not five.
std::optional<bool> passes_naively(const std::optional<reports::speedup_result>& measured);

}  // namespace grader
