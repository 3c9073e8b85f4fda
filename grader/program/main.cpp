// SPDX-License-Identifier: MIT
// lab-grade: grades a folder of submissions, or checks one file.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "grader/program/commands.hpp"

namespace {

constexpr const char* grade_examples = R"(
Writes OUT/<submission>/{record.json,feedback.md,feedback.html}, and over all
of them OUT/{grades.csv,summary.md,summary.html}. What OUT has already is kept
where nothing changed since: an interrupted run goes on where it was.
Exit code: 0 all were graded, whatever their marks; 2 the grader failed.

Examples:
  ./lab grade exercises/expression/submissions --out results
  ./lab grade handed-in --exercise expression --out marks/week3)";

constexpr const char* check_examples = R"(
Exit code: 0 full points; 1 fewer; 2 the grader failed.

Examples:
  ./lab check my_solution.cpp
  ./lab check my_solution.cpp --json > record.json
  ./lab check my_solution.cpp --unsafe-no-sandbox    # without bubblewrap)";

constexpr const char* experiment_examples = R"(
Exit code: 0 grades can be trusted; 1 some cannot; 2 we failed.

Examples:
  ./lab experiment stability                      # half an hour
  ./lab experiment stability --regrades 4 --submissions my_class
  ./lab experiment verdicts --grades 20
  ./lab experiment times                          # five minutes
  ./lab experiment trace
  ./lab experiment sandbox)";

int run(int argc, char** argv) {
  CLI::App app("Grades submissions to the exercises.", "./lab");
  app.require_subcommand(1);
  int code = 0;

  grader::grade_options grade;
  auto* grade_command = app.add_subcommand("grade", "Grades every submission in a folder.");
  grade_command->add_option("DIR", grade.submissions, "C++ files, or a folder for each")
      ->required();
  grade_command->add_option("--out", grade.out, "folder for the results")->capture_default_str();
  grade_command->add_option("--exercise", grade.exercise, "what they solve")->capture_default_str();
  grade_command->add_option("--kits", grade.kits, "where the exercises were built")->group("");
  grade_command->add_flag("--sanitizers", grade.sanitizers,
                          "look for races and dead references too");
  grade_command->add_option("--compare", grade.compare,
                            "earlier results: say what changed since, and why");
  grade_command->add_flag("--fresh", grade.fresh, "grade again what is finished already");
  grade_command->footer(grade_examples);
  grade_command->callback([&] { code = grader::run_grade(grade); });

  grader::check_options check;
  auto* check_command = app.add_subcommand("check", "Checks one file and prints the feedback.");
  check_command->add_option("FILE", check.file, "the C++ file")->required();
  check_command->add_option("--exercise", check.exercise, "what it solves")->capture_default_str();
  check_command->add_option("--kits", check.kits, "where the exercises were built")->group("");
  check_command->add_flag("--json", check.json, "print the record instead");
  check_command->add_flag("--no-sanitizers", check.no_sanitizers,
                          "do not look for races and dead references");
  check_command->add_flag("--unsafe-no-sandbox", check.unsafe_no_sandbox,
                          "run it without walls; only for code of your own");
  check_command->footer(check_examples);
  check_command->callback([&] { code = grader::run_check(check); });

  grader::experiment_options experiment;
  auto* experiment_command =
      app.add_subcommand("experiment", "Shows how far grades can be trusted here.");
  experiment_command->require_subcommand(1);
  experiment_command->footer(experiment_examples);
  auto* stability = experiment_command->add_subcommand(
      "stability", "Grades again and again: does a grade change?");
  stability->add_option("--submissions", experiment.submissions,
                        "what to grade: by default the exercise's samples");
  stability->add_option("--regrades", experiment.regrades, "how often each")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  auto* verdicts = experiment_command->add_subcommand(
      "verdicts", "Grades known slowdowns: is the verdict right?");
  verdicts->add_option("--solution", experiment.solution,
                       "what to slow down: by default the exercise's own");
  verdicts->add_option("--grades", experiment.grades, "how often each")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  auto* times =
      experiment_command->add_subcommand("times", "Checks and grades: how long does it take?");
  times->add_option("--solution", experiment.solution,
                    "what to check: by default the exercise's own");
  times->add_option("--submissions", experiment.submissions,
                    "what the class is made of: by default the exercise's samples");
  times->add_option("--checks", experiment.checks, "of the solution, how often")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  times->add_option("--class", experiment.class_size, "how many submissions to grade")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  auto* trace = experiment_command->add_subcommand(
      "trace", "Evaluates a solution: what does its trace cost?");
  trace->add_option("--solution", experiment.solution,
                    "what to evaluate: by default the exercise's own");
  auto* sandbox =
      experiment_command->add_subcommand("sandbox", "Grades a solution: what do the walls cost?");
  sandbox->add_option("--solution", experiment.solution,
                      "what to grade: by default the exercise's own");
  for (auto* each : {stability, verdicts, times, trace, sandbox}) {
    each->add_option("--kits", experiment.kits, "where the exercises were built")->group("");
    each->callback([&, each] {
      experiment.which = each->get_name();
      code = grader::run_experiment(experiment);
    });
  }

  std::string kits;
  auto* exercises = app.add_subcommand("exercises", "Lists the exercises.");
  exercises->add_option("--kits", kits)->group("");
  exercises->footer("\nExamples:\n  ./lab exercises");
  exercises->callback([&] { code = grader::run_exercises(kits); });
  auto* doctor = app.add_subcommand("doctor", "Says whether this machine can grade.");
  doctor->add_option("--kits", kits)->group("");
  doctor->footer("\nExit code: 0 it can; 2 something is missing.\n\nExamples:\n  ./lab doctor");
  doctor->callback([&] { code = grader::run_doctor(kits); });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem) == 0 ? grader::all_well : grader::we_failed;
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "Error: %s\n", problem.what());
    return grader::we_failed;
  }
}
