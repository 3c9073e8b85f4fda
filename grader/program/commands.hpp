// SPDX-License-Identifier: MIT
// What lab-grade can be asked to do; each returns the program's exit code.
#pragma once

#include <string>

namespace grader {

/// Exit codes: all well; what was judged fell short; we failed.
enum exit_code { all_well = 0, fell_short = 1, we_failed = 2 };

struct grade_options {
  std::string submissions, out = "results", exercise = "expression", kits;
  std::string compare;  ///< the results of an earlier run; empty for none
  bool sanitizers = false, fresh = false;
};
int run_grade(const grade_options& chosen);

struct check_options {
  std::string file, exercise = "expression", kits;
  bool json = false, unsafe_no_sandbox = false, no_sanitizers = false;
};
int run_check(const check_options& chosen);

struct experiment_options {
  std::string which, submissions, solution, exercise = "expression", kits;
  int regrades = 50, grades = 20, checks = 3, class_size = 100;
};
int run_experiment(const experiment_options& chosen);

int run_exercises(const std::string& kits);
int run_doctor(const std::string& kits);

}  // namespace grader
