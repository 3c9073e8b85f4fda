// SPDX-License-Identifier: MIT
// Whether more than half of something is on one side, whatever its distribution.
#pragma once

#include <cstddef>

namespace reports {

/// How likely so many successes or more are, of so many tries, if one is as likely as its opposite:
/// the one-sided, exact sign test. Requires: successes <= tries. Returns: 1 for no tries.
/// Source: P(Bin(tries, 1/2) >= successes).
double probability_of_so_many(std::size_t successes, std::size_t tries);

}  // namespace reports
