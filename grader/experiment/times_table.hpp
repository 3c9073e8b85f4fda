// SPDX-License-Identifier: MIT
// What something takes, beside what it may take.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace grader {

struct timed {
  std::string what;
  std::optional<double> value;  ///< empty when it was not measured
  double limit = 0;
  bool more_is_better = false;  ///< the limit is the least, not the most
  std::string unit;
};

/// Whether it keeps its limit; what was not measured does not break it.
bool keeps_its_limit(const timed& one);

/// A line each: what it is, what it takes, what its limit is, and whether it keeps it.
std::string table_of(const std::vector<timed>& all);

}  // namespace grader
