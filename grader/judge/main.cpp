// SPDX-License-Identifier: MIT
// The judge of one exercise: judges one compiled submission and writes its record.
//
// Exit: 0 when the record was written, whatever it says; 2 when we failed.
#include <gtest/gtest.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "grader/judge/check_listener.hpp"
#include "grader/judge/sanitizer_runs.hpp"
#include "grader/judge/session.hpp"
#include "grader/judge/speedup.hpp"
#include "grader/manifest/manifest.hpp"
#include "grader/turns/turns.hpp"

namespace {

struct options {
  std::string runner, submission, manifest, out;
  bool unsafe_no_sandbox = false;
  bool verbose = false;
  std::optional<judge::sanitizer> sanitizer;
  std::filesystem::path source;
  std::filesystem::path turns;
};

judge::subject make_subject(const options& chosen, const grader::limits& limits) {
  return {
      .runner = chosen.runner,
      .submission = chosen.submission,
      .walls = chosen.unsafe_no_sandbox ? sandbox::isolation::none : sandbox::isolation::bubblewrap,
      .limits = {.wall = std::chrono::seconds(limits.run_seconds),
                 .memory_mib = static_cast<std::uint64_t>(limits.run_memory_mib),
                 .threads = static_cast<std::uint64_t>(limits.run_threads),
                 .output_kib = static_cast<std::uint64_t>(limits.output_kib),
                 .operations = static_cast<std::uint64_t>(limits.operations)},
      .table = judge::exercise_operations(),
      .sanitized = chosen.sanitizer.has_value(),
      .source = chosen.source};
}

/// Starts this program anew if variables of GoogleTest or Google Benchmark are set: they would
/// choose which tests run, how often, and in what order. GoogleTest reads some before main().
/// Throws: std::system_error.
void forget_settings_of_the_libraries(char** arguments) {
  std::vector<std::string> found;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string name(*each, std::strcspn(*each, "="));
    if (name.starts_with("GTEST_") || name.starts_with("BENCHMARK_")) found.push_back(name);
  }
  if (found.empty()) return;
  for (const auto& name : found) unsetenv(name.c_str());
  execv("/proc/self/exe", arguments);
  throw std::system_error(errno, std::generic_category(), "cannot start the judge anew");
}

void run_tests(judge::session& session, bool verbose) {
  auto& listeners = ::testing::UnitTest::GetInstance()->listeners();
  if (!verbose) delete listeners.Release(listeners.default_result_printer());
  listeners.Append(new judge::check_listener(session));
  // A failed test is the submission's and stands in the record: the status is of no use here.
  [[maybe_unused]] const int status = RUN_ALL_TESTS();
}

void run_benchmarks(judge::session& session) {
  for (const auto& check : session.rules().checks) {
    if (check.benchmark.empty()) continue;
    if (auto reason = session.why_not(check)) {
      session.add({.id = check.id,
                   .title = check.title,
                   .max_points = check.points,
                   .message = std::move(*reason),
                   .hint = check.hint});
      continue;
    }
    try {
      judge::measure_speedup(check.benchmark, check, session);
    } catch (const std::exception& problem) {
      session.set_fault(problem.what());
    }
  }
}

int lines_in(const std::filesystem::path& source) {
  int count = 0;
  std::ifstream text(source);
  for (std::string line; std::getline(text, line);) ++count;
  return count;
}

/// Writes a record of the diagnoses alone.
void sanitize(const options& chosen, judge::subject& what) {
  // Who is slowed down by a sanitizer has as much work to do, but nobody waits for much of it.
  what.limits.wall = std::min(what.limits.wall, std::chrono::milliseconds(2000));
  reports::submission_record record;
  record.diagnoses =
      judge::find_with(*chosen.sanitizer, what, {chosen.source.filename(), lines_in(chosen.source)},
                       judge::exercise_operands);
  reports::write_file_atomically(chosen.out, reports::to_json(record));
}

void judge_submission(const options& chosen) {
  auto rules = grader::read_manifest(chosen.manifest);
  judge::require_matching_registration(rules);
  auto subject = make_subject(chosen, rules.limits);
  if (chosen.sanitizer) return sanitize(chosen, subject);  // in its caller's turn
  judge::session session(std::move(rules), std::move(subject));
  if (chosen.verbose) session.tell_of_deadlocks();
  judge::session::start(session);
  const auto turns =
      chosen.turns.empty() ? std::nullopt : std::optional<grader::turns>(chosen.turns);
  {
    const auto turn = grader::shared_turn(turns ? &*turns : nullptr);
    run_tests(session, chosen.verbose);
  }
  const auto turn = turns ? std::optional(turns->alone()) : std::nullopt;
  run_benchmarks(session);
  reports::write_file_atomically(chosen.out, reports::to_json(session.record()));
}

}  // namespace

int main(int argc, char** argv) {
  options chosen;
  CLI::App app("Judges one compiled submission; the grader starts it.");
  app.add_option("--runner", chosen.runner, "the exercise's submission process")->required();
  app.add_option("--submission", chosen.submission, "the compiled submission")->required();
  app.add_option("--manifest", chosen.manifest, "the exercise's manifest")->required();
  app.add_option("--out", chosen.out, "where to write the record")->required();
  app.add_flag("--unsafe-no-sandbox", chosen.unsafe_no_sandbox, "run without walls");
  const std::map<std::string, judge::sanitizer> sanitizers{{"address", judge::sanitizer::address},
                                                           {"thread", judge::sanitizer::thread}};
  app.add_option("--sanitizer", chosen.sanitizer, "what it was built with: only find mistakes")
      ->transform(CLI::CheckedTransformer(sanitizers));
  app.add_option("--source", chosen.source, "what was compiled");
  app.add_option("--turns", chosen.turns, "file by which judges take turns at the machine");
  app.add_flag("--verbose", chosen.verbose,
               "let GoogleTest print, and tell how soon deadlocks are said");
  CLI11_PARSE(app, argc, argv);
  try {
    forget_settings_of_the_libraries(argv);
    int gtest_arguments = 1;
    ::testing::InitGoogleTest(&gtest_arguments, argv);
    judge_submission(chosen);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "Error: %s\n", problem.what());
    return 2;
  }
}
