// SPDX-License-Identifier: MIT
// The commands of lab-grade: results to stdout, progress to stderr.
#include "grader/program/commands.hpp"

#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <functional>
#include <map>
#include <stdexcept>

#include "grader/experiment/experiments.hpp"
#include "grader/feedback/feedback.hpp"
#include "grader/grade/compare.hpp"
#include "grader/grade/doctor.hpp"
#include "grader/grade/grade_folder.hpp"
#include "grader/grade/grade_one.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

/// The first Ctrl-C ends in good order, the second at once.
void stop_on_signal() {
  struct sigaction action {};
  action.sa_handler = [](int) { stop_asked = true; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

fs::path kits_folder(const std::string& chosen) {
  return chosen.empty() ? default_kits() : fs::path(chosen);
}

sandbox::isolation require_walls(bool unsafe_no_sandbox, const char* way_out) {
  if (unsafe_no_sandbox) return sandbox::isolation::none;
  if (const auto problem = sandbox::why_unusable())
    throw std::runtime_error("submissions are not run without a sandbox: " + *problem + way_out);
  return sandbox::isolation::bubblewrap;
}

submission one_file(const std::string& file) {
  std::error_code problem;
  if (fs::symlink_status(file, problem).type() == fs::file_type::not_found)
    throw std::runtime_error(fmt::format("there is no file '{}'", file));
  const fs::path path(file);
  return {.name = safe_name(path.stem().string()), .path = path};
}

/// What the user gave, or the exercise's own: the kits are in ROOT/build/PRESET/kits.
fs::path given_or(const std::string& given, const std::string& exercise, const char* own) {
  return given.empty() ? default_kits() / "../../../exercises" / exercise / own : fs::path(given);
}

}  // namespace

int run_grade(const grade_options& chosen) {
  const auto with = open_kit(kits_folder(chosen.kits), chosen.exercise);
  const auto walls = require_walls(false, "");
  stop_on_signal();
  // Read now, for the results may go to the same folder.
  const auto before = chosen.compare.empty() ? records_by_name() : records_in(chosen.compare);
  const auto outcome =
      grade_folder(with,
                   {chosen.submissions, chosen.out,
                    chosen.sanitizers ? sanitizers::on : sanitizers::off, chosen.fresh},
                   walls, stop_asked);
  if (outcome.interrupted) {
    fmt::print(stderr,
               "Interrupted: {} graded, their records are whole; grade again for the "
               "rest and the tables.\n",
               outcome.graded);
    return we_failed;
  }
  fmt::print("{} submissions graded{}; read {}\n", outcome.graded,
             outcome.kept > 0 ? fmt::format(", {} of them kept as they were", outcome.kept) : "",
             (fs::path(chosen.out) / "summary.md").string());
  if (!before.empty()) fmt::print("{}", comparison(before, records_in(chosen.out)));
  if (outcome.internal_faults == 0) return all_well;
  fmt::print(stderr,
             "Error: the grader itself failed on {} of them (verdict internal); "
             "see ./lab doctor, then grade again\n",
             outcome.internal_faults);
  return we_failed;
}

int run_check(const check_options& chosen) {
  const auto with = open_kit(kits_folder(chosen.kits), chosen.exercise);
  const auto what = one_file(chosen.file);
  const auto walls = require_walls(chosen.unsafe_no_sandbox,
                                   "; for code of your own there is --unsafe-no-sandbox");
  stop_on_signal();
  graded done;
  try {
    done = grade_one(with, what,
                     {.walls = walls,
                      .sanitizers = chosen.no_sanitizers ? sanitizers::off : sanitizers::on,
                      .layers = sandbox::require_layers(with.runner(), walls)},
                     stop_asked);
  } catch (const interrupted&) {
    fmt::print(stderr, "Interrupted.\n");
    return we_failed;
  }
  const auto& record = done.record;
  fmt::print("{}", chosen.json ? reports::to_json(record)
                               : feedback(record, done.compiler_text, medium::terminal));
  if (record.verdict == reports::verdict::internal) return we_failed;
  return record.points >= record.max_points ? all_well : fell_short;
}

int run_experiment(const experiment_options& chosen) {
  const auto with = open_kit(kits_folder(chosen.kits), chosen.exercise);
  const auto walls = require_walls(false, "");
  const auto solution = given_or(chosen.solution, chosen.exercise, "solution.cpp");
  const auto submissions = given_or(chosen.submissions, chosen.exercise, "submissions");
  const std::map<std::string, std::function<bool()>> experiments{
      {"stability",
       [&] { return run_stability(with, submissions, chosen.regrades, walls, stop_asked); }},
      {"verdicts", [&] { return run_verdicts(with, solution, chosen.grades, walls, stop_asked); }},
      {"times",
       [&] {
         return run_times(with, solution, submissions, {chosen.checks, chosen.class_size}, walls,
                          stop_asked);
       }},
      {"trace", [&] { return run_trace_cost(with, solution, walls); }},
      {"sandbox", [&] { return run_sandbox_cost(with, solution, stop_asked); }}};
  stop_on_signal();
  try {
    return experiments.at(chosen.which)() ? all_well : fell_short;
  } catch (const interrupted&) {
    fmt::print(stderr, "Interrupted.\n");
    return we_failed;
  }
}

int run_exercises(const std::string& kits) {
  const auto folder = kits_folder(kits);
  for (const auto& name : exercises_in(folder)) {
    const auto opened = open_kit(folder, name);
    fmt::print("{:<16} {:>3} points  {}\n", name, points_text(opened.rules.points),
               opened.rules.title);
  }
  return all_well;
}

int run_doctor(const std::string& kits) {
  bool healthy = true;
  for (const auto& found : examine(kits_folder(kits))) {
    fmt::print("{:<7} {}\n", to_string(found.state), found.what);
    if (!found.remedy.empty()) fmt::print("        -> {}\n", found.remedy);
    healthy = healthy && found.state != health::fail;
  }
  return healthy ? all_well : we_failed;
}

}  // namespace grader
