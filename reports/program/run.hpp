// SPDX-License-Identifier: MIT
// lab-report without its command line.
#pragma once

#include <ostream>

#include "reports/program/options.hpp"

namespace reports {

/// Reads the records, and writes the document to `out` or to the file asked for: all of it or,
/// when something is wrong, nothing.
/// Returns: the exit code, 0, or 1 for a comparison with a loss.
/// Throws: std::runtime_error with one line for the user.
int run(const options& asked, std::ostream& out);

}  // namespace reports
