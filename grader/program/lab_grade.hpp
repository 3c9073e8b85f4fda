// SPDX-License-Identifier: MIT
// For tests: the program lab-grade, as its user runs it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "grader/sandbox/sandbox.hpp"
#include "grader/test_files.hpp"

namespace grader {

/// What a user gets from a run.
struct answer {
  int code = 0;
  std::string out, err;
};

/// Runs it, for at most two minutes. Arguments must need no quotes in a shell.
inline answer lab_grade(const std::vector<std::string>& arguments) {
  const temporary_folder folder;
  const auto err = folder / "err";
  std::string command = "exec 2>" + err.string() + "; exec " LAB_GRADE;
  for (const auto& each : arguments) command += " '" + each + "'";
  const auto run = sandbox::run_to_end(
      {.argv = {"/bin/sh", "-c", command}, .address_space_mib = 0, .file_mib = 0, .cpu_seconds = 0},
      sandbox::isolation::none, std::chrono::minutes(2), 1 << 20);
  EXPECT_FALSE(run.timed_out);
  EXPECT_EQ(run.exit.signal, 0);
  return {run.exit.code, run.output, read_text(err)};
}

inline auto lines_in(const std::string& text) { return std::ranges::count(text, '\n'); }

}  // namespace grader
