// SPDX-License-Identifier: MIT
// What to do about each mistake that has a name, and what those cost that cost no points here.
#pragma once

#include <string>
#include <string_view>

#include "grader/judge/explain/mistake.hpp"
#include "reports/record/submission_record.hpp"

namespace judge {

/// What to do about a mistake: a sentence or two. Empty for a rule that it does not know.
std::string advice_on(std::string_view rule);

/// What a mistake costs where neither steps nor points were lost by it. Empty likewise.
std::string cost_without_loss(std::string_view rule);

/// Whether it is why others are found, such as work outside the pool: then it costs what they cost.
bool is_cause_of(std::string_view rule, std::string_view other);

/// As the record has it, with what to do about it; its file is not known here.
reports::diagnosis diagnosis_of(mistake found);

}  // namespace judge
