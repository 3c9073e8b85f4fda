// SPDX-License-Identifier: MIT
// From a handed-in file to its record.
#pragma once

#include <atomic>

#include "grader/build/kit.hpp"
#include "grader/grade/judge_process.hpp"
#include "grader/grade/submission.hpp"
#include "grader/sandbox/sandbox.hpp"
#include "reports/record/submission_record.hpp"

namespace grader {

/// A graded submission; the compiler's text is for reading only and no part of the record.
struct graded {
  reports::submission_record record;
  std::string compiler_text;
};

/// Whether a judged submission is then run under sanitizers, for diagnoses that cost no points.
enum class sanitizers { off, on };

/// Compiles and judges. Whatever goes wrong becomes a verdict: theirs, or `internal`.
/// Throws: interrupted. Blocks for a few seconds, at most for the limits of all runs together.
graded grade_one(const kit& with, const submission& what, sandbox::isolation walls,
                 const std::atomic<bool>& stop, sanitizers wanted = sanitizers::off);

}  // namespace grader
