// SPDX-License-Identifier: MIT
// What the compiler says of the student's file, and nothing else.
#pragma once

#include <string>
#include <vector>

#include "reports/record/submission_record.hpp"

namespace grader {

struct compiler_report {
  std::vector<reports::diagnosis> diagnoses;  ///< in the compiler's order
  std::vector<std::string> errors;            ///< "line 14: message", errors alone
  std::string text;                           ///< what a student should read, source lines included
};

/// Trims GCC's text. A message in the student's file is kept with its excerpt of the source. One in
/// a header keeps its sentence and gets the line of the student's file that led there ("required
/// from here"); without such a line it stands without a line.
/// `compiled_as` is the name that the compiler saw, `name` the one the student knows.
compiler_report trim_to_student(const std::string& output, const std::string& compiled_as,
                                const std::string& name, const std::string& source);

}  // namespace grader
