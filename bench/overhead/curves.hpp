// SPDX-License-Identifier: MIT
// The curves behind what legs find, as records have them.
#pragma once

#include "bench/overhead/work.hpp"

namespace bench::overhead {

/// Whether so many trips beyond a percentile are enough that one delay more or less does not move
/// it.
bool are_enough_trips(double beyond);

/// Percentiles from 0.05 to 0.999 over their parts: those that have enough trips on either side.
/// Units: seconds.
std::vector<reports::curve_point> curve_of_trips(const std::vector<double>& seconds);

/// The median of the curves of those legs that count, point by point, in the order of x.
std::vector<reports::curve_point> median_curve(const std::vector<leg>& legs);

}  // namespace bench::overhead
