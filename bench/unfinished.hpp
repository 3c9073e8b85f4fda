// SPDX-License-Identifier: MIT
// The record of a run that is not finished, to go on with it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "reports/record/bench_record.hpp"

namespace bench {

/// What is said when a run was interrupted, and how to go on if it has a record.
std::string say_interrupted(const std::optional<std::filesystem::path>& record);

/// The record in the file. `now` describes the run that is to go on with it.
/// Throws: std::runtime_error that names what is not the same when it is of another run, and for
/// what is no record.
reports::bench_record read_unfinished(const std::filesystem::path& file,
                                      const std::map<std::string, std::string>& now);

/// The legs of before the interruption, then those since.
std::vector<reports::bench_leg> joined(std::vector<reports::bench_leg> earlier,
                                       const std::vector<reports::bench_leg>& since);

}  // namespace bench
