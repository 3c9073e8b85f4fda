// SPDX-License-Identifier: MIT
// What a sanitizer's report says of the student's file.
#pragma once

#include <string>
#include <vector>

#include "reports/record/submission_record.hpp"

namespace judge {

enum class sanitizer {
  address,  ///< uses of memory that is not, or no longer, there
  thread,   ///< accesses to the same memory that nothing orders
};

/// The student's file, as the compiler saw it.
struct students_file {
  std::string name;
  int lines = 0;
};

/// Finds the mistakes in what a submission process printed. The student's code printed there, too,
/// and may have forged a report: so nothing of the text is taken over but the kind of the mistake,
/// one of a few, and numbers of lines that the file has.
/// Returns: at most three, in the order of their lines, none twice; each has a line.
std::vector<reports::diagnosis> read_sanitizer_report(sanitizer which, const std::string& printed,
                                                      const students_file& file);

}  // namespace judge
