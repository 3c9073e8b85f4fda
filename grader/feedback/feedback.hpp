// SPDX-License-Identifier: MIT
// What a student reads about a submission.
#pragma once

#include <string>

#include "grader/feedback/document.hpp"

namespace grader {

enum class medium { markdown, terminal, html };

/// The feedback as one text: verdict, the next step, a line a check, virtual time, the compiler's
/// messages. Everything that comes from the submission is inert in it.
std::string feedback(const reports::submission_record& record, const std::string& compiler_text,
                     medium to);

}  // namespace grader
