// SPDX-License-Identifier: MIT
// Reads the records that a user names.
#pragma once

#include <filesystem>
#include <variant>
#include <vector>

#include "reports/record/bench_record.hpp"
#include "reports/record/submission_record.hpp"

namespace reports {

/// All submissions, or one benchmark: what a document can be about.
using loaded_records = std::variant<std::vector<submission_record>, bench_record>;

/// Reads record files and folders of them. A folder holds `record.json`, or folders that do.
/// Returns: submissions are sorted by name.
/// Throws: std::runtime_error that names the file and says what to do.
loaded_records load_records(const std::vector<std::filesystem::path>& paths);

}  // namespace reports
