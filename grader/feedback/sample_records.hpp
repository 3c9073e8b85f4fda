// SPDX-License-Identifier: MIT
// Records for the tests of the feedback.
#pragma once

#include <string>

#include "reports/record/submission_record.hpp"

namespace grader {

/// What a stranger may write to steer a page, a table or a terminal.
extern const std::string hostile_text;

/// Of a submission that is right, with nothing to draw.
reports::submission_record plain_record();
/// Every part that a feedback can have, and strangers' text wherever it can come from.
reports::submission_record full_record();

}  // namespace grader
