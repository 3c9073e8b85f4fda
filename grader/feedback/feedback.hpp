// SPDX-License-Identifier: MIT
// What a student reads about a submission.
#pragma once

#include <string>

#include "reports/record/submission_record.hpp"

namespace grader {

enum class medium { markdown, terminal };

/// The feedback as one text: verdict, the next step, a line a check, virtual time, the compiler's
/// messages. Everything that comes from the submission is inert in it.
std::string feedback(const reports::submission_record& record, const std::string& compiler_text,
                     medium to);

/// "11.5", "2": points without needless digits.
std::string points_text(double points);

}  // namespace grader
