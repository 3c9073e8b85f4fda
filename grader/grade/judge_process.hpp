// SPDX-License-Identifier: MIT
// The judge of an exercise, as a process.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "grader/build/kit.hpp"
#include "grader/sandbox/sandbox.hpp"
#include "reports/record/submission_record.hpp"

namespace grader {

/// Thrown when the user asked to stop; nothing was written.
struct interrupted {};

struct judge_job {
  std::filesystem::path runner;
  std::filesystem::path submission;         ///< compiled
  std::filesystem::path record;             ///< where the judge writes
  std::vector<std::string> more_options{};  ///< see judge/main.cpp
};

/// Runs the judge to its end. Throws: interrupted; std::runtime_error when it fails.
reports::submission_record run_judge(const kit& with, const judge_job& job,
                                     sandbox::isolation walls, const std::atomic<bool>& stop);

}  // namespace grader
