// SPDX-License-Identifier: MIT
// What a class did, in a sentence.
#pragma once

#include <string>
#include <vector>

#include "reports/record/submission_record.hpp"
#include "reports/words/words.hpp"

namespace reports {

/// Points are shown to the hundredth, where they need it.
constexpr int most_decimals_of_points = 2;

/// Whether the submission got a verdict: a fault of ours is none, and its points mean nothing.
bool is_judged(const submission_record& record);

/// How many got which verdict, and the median of their points. Returns: a sentence each.
std::vector<std::string> summarise_class(const std::vector<submission_record>& all,
                                         const wording& say);

}  // namespace reports
