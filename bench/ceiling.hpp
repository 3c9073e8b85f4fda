// SPDX-License-Identifier: MIT
// What the machine itself gives: bare threads that only compute, beside one alone.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace bench {

/// How many times as fast so many threads are together as one alone, each with the same arithmetic
/// on registers: workers * seconds of one / seconds of all, of the least of five tries of either.
/// Never more than `workers`: then the one alone was disturbed in all tries.
/// Cost: about 0.2 s where there are as many processors. Requires: workers > 0.
double measure_ceiling(std::size_t workers);

/// The words after the program's name that make it print measure_ceiling().
std::vector<std::string> ceiling_arguments(std::size_t workers);
/// What it prints for such words, without the first. Throws: std::invalid_argument.
std::string print_ceiling(const std::vector<std::string>& words);

/// The same in a process of its own. Returns: NaN when that goes wrong or takes too long.
double measure_ceiling_apart(std::size_t workers, std::chrono::milliseconds limit);

}  // namespace bench
