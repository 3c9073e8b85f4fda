// SPDX-License-Identifier: MIT
// How often something was wrong, and how often it may be.
#pragma once

#include <string>

namespace grader {

struct error_rate {
  int wrong = 0;
  int of = 0;

  /// The greatest true rate at which so few wrong ones are seen with a probability of 5 %: it is no
  /// greater, with a confidence of 95 %. 1 when there were none at all.
  /// Source: Clopper and Pearson, "The use of confidence or fiducial limits", Biometrika 26, 1934.
  double upper_bound() const;
};

/// "1 of 60 (1.7 %; at most 7.7 %)".
std::string to_text(const error_rate& rate);

}  // namespace grader
