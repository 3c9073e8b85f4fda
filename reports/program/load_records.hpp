// SPDX-License-Identifier: MIT
// Reads the records that a user names.
#pragma once

#include <filesystem>
#include <vector>

#include "reports/program/parts.hpp"

namespace reports {

/// Reads record files and folders of them. A folder holds `record.json`, or folders that do.
/// Returns: in the order of the paths; those of a folder by name.
/// Throws: std::runtime_error that names the file and says what to do.
std::vector<loaded_record> load_records(const std::vector<std::filesystem::path>& paths);

}  // namespace reports
