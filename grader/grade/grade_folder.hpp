// SPDX-License-Identifier: MIT
// Grades a class: a folder of submissions to a folder of records and feedback.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "grader/build/kit.hpp"
#include "grader/grade/grade_one.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace grader {

struct folder_job {
  std::filesystem::path submissions;
  std::filesystem::path out;
  grader::sanitizers sanitizers = grader::sanitizers::off;
  bool fresh = false;  ///< grades again what an earlier run has finished
};

/// What a run of grade_folder() found.
struct folder_outcome {
  int graded = 0;
  int kept = 0;  ///< of these: finished by an earlier run, and nothing has changed since
  int internal_faults = 0;
  bool interrupted = false;
  std::vector<std::string> stuck{};  ///< names of those whose older record cannot be replaced
};

/// Writes OUT/<submission>/{record.json, feedback.md, feedback.html}, each whole or not at all, and
/// OUT/grades.csv, summary.md and summary.html over all of them. Progress goes to stderr. Throws:
/// std::runtime_error when a folder cannot be read or written, or when another grader is
/// at work in OUT. What cannot be written for one submission is a fault of ours with that one.
folder_outcome grade_folder(const kit& with, const folder_job& job, sandbox::isolation walls,
                            const std::atomic<bool>& stop);

}  // namespace grader
