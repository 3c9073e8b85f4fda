// SPDX-License-Identifier: MIT
// Grades a class: a folder of submissions to a folder of records and feedback.
#pragma once

#include <atomic>
#include <filesystem>

#include "grader/build/kit.hpp"
#include "grader/grade/grade_one.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace grader {

struct folder_job {
  std::filesystem::path submissions;
  std::filesystem::path out;
  grader::sanitizers sanitizers = grader::sanitizers::off;
};

/// What a run of grade_folder() found.
struct folder_outcome {
  int graded = 0;
  int internal_faults = 0;
  bool interrupted = false;
};

/// Writes OUT/<submission>/{record.json, feedback.md, feedback.html}, each whole or not at all, and
/// OUT/grades.csv, summary.md and summary.html over all of them. Progress goes to stderr. Throws:
/// std::runtime_error when a folder cannot be read or written.
folder_outcome grade_folder(const kit& with, const folder_job& job, sandbox::isolation walls,
                            const std::atomic<bool>& stop);

}  // namespace grader
