// SPDX-License-Identifier: MIT
// What a class did: grades, checks and makespans of many submissions.
#pragma once

#include <vector>

#include "reports/record/submission_record.hpp"
#include "reports/table.hpp"

namespace reports {

/// The document of these submissions, in their order. A submission with the verdict `internal` was
/// not judged: its points are unknown, and no summary counts them.
document make_grades_view(const std::vector<submission_record>& records,
                          language spoken = language::en);

}  // namespace reports
