// SPDX-License-Identifier: MIT
// Experiments that show how far grades can be trusted on this machine.
#pragma once

#include <atomic>
#include <cstdio>
#include <filesystem>

#include "grader/build/kit.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace grader {

/// Grades every submission of a folder again and again, half of the time while every processor is
/// busy with something else, and prints how many grades (verdict and points) were not the usual one
/// of their submission; beside it the same for passes_naively().
/// Returns: whether no grade changed. Throws: interrupted, after the table of what was graded so
/// far; std::runtime_error for an empty folder.
bool run_stability(const kit& with, const std::filesystem::path& submissions, int regrades,
                   sandbox::isolation walls, const std::atomic<bool>& stop);

/// Grades copies of a solution that waste a known time, and prints how often the speedup of each
/// was said to be reached or missed, beside what is true by construction, and passes_naively(); and
/// how often each rule passed what is too slow and failed what is not, with exact bounds.
/// Returns: whether at most one in a hundred was wrong, of either kind. Throws: interrupted;
/// std::runtime_error when nothing can be measured here.
bool run_verdicts(const kit& with, const std::filesystem::path& solution, int grades,
                  sandbox::isolation walls, const std::atomic<bool>& stop);

/// Evaluates a solution again and again, traced and not, and prints what the trace costs.
/// Returns: whether that is at most a twentieth. Throws: std::runtime_error.
bool run_trace_cost(const kit& with, const std::filesystem::path& solution,
                    sandbox::isolation walls);

/// Starts a program, and grades a solution, with walls and without, and prints what the walls cost.
/// Returns: whether that is at most 15 ms a start, and a fifth of the grade's time.
/// Throws: interrupted; std::runtime_error.
bool run_sandbox_cost(const kit& with, const std::filesystem::path& solution,
                      const std::atomic<bool>& stop);

struct times_settings {
  int checks = 3;    ///< of the solution, each way
  int grades = 100;  ///< submissions of the class
};

/// Checks a solution and the samples that end badly, grades a class of samples, and prints how long
/// that takes beside how long it may take.
/// Returns: whether all limits are kept. Throws: interrupted; std::runtime_error.
bool run_times(const kit& with, const std::filesystem::path& solution,
               const std::filesystem::path& submissions, times_settings how,
               sandbox::isolation walls, const std::atomic<bool>& stop);

}  // namespace grader
