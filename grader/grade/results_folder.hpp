// SPDX-License-Identifier: MIT
// The folder of a class's results: one grader at a time, and each result whole or not at all.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "grader/grade/grade_one.hpp"
#include "grader/grade/record_key.hpp"
#include "grader/sandbox/descriptor.hpp"

namespace grader {

/// Owned by one grader, from here to the end of the object or of the process.
/// Threads: any, for different submissions.
class results_folder {
 public:
  /// Makes the folder, locks it, and removes what a killed grader left half written.
  /// Throws: std::runtime_error when another grader has it, or it cannot be written.
  explicit results_folder(const std::filesystem::path& path);

  /// The record of the submission, when one of the same key was written with all its feedback and
  /// is no fault of ours.
  std::optional<reports::submission_record> finished(const std::string& name,
                                                     const record_key& key) const;
  /// Writes the feedback, and then the record, which says that the feedback is there.
  /// Throws: std::runtime_error.
  void write(const graded& done) const;
  /// Where the feedback cannot be written. Returns: whether what the tables find now is this
  /// record, or none; else that of an earlier run is still there.
  bool write_alone(const reports::submission_record& record) const noexcept;
  /// Removes the results of submissions that are no longer there, so that the tables show this
  /// class. What else somebody put there stays.
  void remove_others(const std::vector<std::string>& present) const;

 private:
  std::filesystem::path path_;
  sandbox::descriptor lock_;
};

}  // namespace grader
