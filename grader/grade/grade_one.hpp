// SPDX-License-Identifier: MIT
// From a handed-in file to its record.
#pragma once

#include <atomic>

#include "grader/build/kit.hpp"
#include "grader/build/source_file.hpp"
#include "grader/grade/judge_process.hpp"
#include "grader/grade/submission.hpp"
#include "grader/sandbox/layers.hpp"
#include "grader/sandbox/sandbox.hpp"
#include "grader/turns/turns.hpp"
#include "reports/record/submission_record.hpp"

namespace grader {

/// A graded submission; the compiler's text is for reading only and no part of the record.
struct graded {
  reports::submission_record record;
  std::string compiler_text;
};

/// Whether a judged submission is then run under sanitizers, for diagnoses that cost no points.
enum class sanitizers { off, on };

/// How a submission is graded.
struct grade_settings {
  sandbox::isolation walls = sandbox::isolation::bubblewrap;
  grader::sanitizers sanitizers = grader::sanitizers::off;
  /// What was tried of the walls, for the record.
  std::vector<sandbox::layer> layers{};
  /// Whom the machine is shared with; null: with nobody.
  const grader::turns* turns = nullptr;
};

/// Compiles and judges. Whatever goes wrong becomes a verdict: theirs, or `internal`.
/// Throws: interrupted. Blocks for a few seconds, at most for the limits of all runs together.
/// Threads: any, when all are given the same turns.
graded grade_one(const kit& with, const submission& what, const grade_settings& how,
                 const std::atomic<bool>& stop);

/// The submission as it is read for grading. Throws: as read_source().
source_file read_submission(const submission& what, const manifest& rules);

/// The record of a submission whose grading failed in the end: it costs nobody a point.
reports::submission_record internal_fault(const reports::submission_record& what,
                                          const std::string& message);

}  // namespace grader
