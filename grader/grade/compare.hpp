// SPDX-License-Identifier: MIT
// Which grades changed from one run to another, and why.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "reports/record/submission_record.hpp"

namespace grader {

using records_by_name = std::map<std::string, reports::submission_record>;

/// The records of a folder that grade_folder() wrote. Throws: std::runtime_error when it cannot be
/// read or has no record, or when one is damaged.
records_by_name records_in(const std::filesystem::path& results);

/// Lines for a terminal: whose points or verdict changed, in which checks and because of what, and
/// who is new or missing. What the records say is made inert.
std::string comparison(const records_by_name& before, const records_by_name& now);

}  // namespace grader
