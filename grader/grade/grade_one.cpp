// SPDX-License-Identifier: MIT
// From a handed-in file to its record: read, compile, judge, and look for what shows by luck only.
#include "grader/grade/grade_one.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "grader/build/compile.hpp"
#include "grader/build/source_file.hpp"
#include "grader/files/scratch_folder.hpp"
#include "grader/grade/sanitize.hpp"
#include "reports/record/environment.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

/// What is made of one submission.
class workplace {
 public:
  workplace() { fs::create_directory(path() / "out"); }
  const fs::path& path() const noexcept { return folder_.path(); }
  fs::path submission() const { return path() / "out" / "submission.so"; }
  fs::path record() const { return path() / "record.json"; }

 private:
  scratch_folder folder_;
};

/// Every check of a submission that was not judged.
std::vector<reports::check_result> skipped_checks(const manifest& rules, const std::string& why) {
  std::vector<reports::check_result> result;
  for (const auto& each : rules.checks)
    result.push_back(
        {.id = each.id, .title = each.title, .max_points = each.points, .message = why});
  return result;
}

reports::submission_record unjudged(const manifest& rules, reports::verdict why,
                                    const std::string& message) {
  return {.verdict = why,
          .max_points = rules.points,
          .message = message,
          .checks = skipped_checks(rules, "Not tried.")};
}

/// What looks right may be so by luck: then the sentence on the verdict says so.
void add_sanitizers_findings(reports::submission_record& to, sanitized found) {
  if (!found.ran.empty())
    to.environment["sanitizers"] = fmt::format("{}", fmt::join(found.ran, ", "));
  if (!found.diagnoses.empty() && to.verdict == reports::verdict::ok)
    to.message =
        "Every check passed, but with luck: there is a mistake that shows only now and then.";
  for (auto& each : found.diagnoses) {
    const bool known = std::ranges::any_of(to.diagnoses, [&](const reports::diagnosis& other) {
      return other.rule == each.rule && other.line == each.line;
    });
    if (!known) to.diagnoses.push_back(std::move(each));
  }
}

std::vector<std::string> options_of(const grade_settings& how,
                                    const std::filesystem::path& source) {
  std::vector<std::string> options{"--source", source};
  if (how.turns != nullptr) options.insert(options.end(), {"--turns", how.turns->file()});
  return options;
}

graded judge_source(const kit& with, const submission& what, const source_file& source,
                    const grade_settings& how, const std::atomic<bool>& stop) {
  const workplace scratch;
  const auto file_name = what.path.filename().string();
  auto compiled = [&] {
    const auto turn = shared_turn(how.turns);
    return compile(with, source.text, file_name, scratch.submission(), how.walls, &stop);
  }();
  if (stop) throw interrupted();  // Ctrl-C reaches the compiler too: what it says now is not theirs
  graded result{.compiler_text = std::move(compiled.shown)};
  result.record = compiled.ok
                      ? run_judge(with,
                                  {.runner = with.runner(),
                                   .submission = scratch.submission(),
                                   .record = scratch.record(),
                                   .more_options = options_of(how, source_in(scratch.path()))},
                                  how.walls, stop)
                      : unjudged(with.rules, reports::verdict::compile_error, compiled.message);
  if (how.sanitizers == sanitizers::on && worth_sanitizing(result.record.verdict)) {
    const auto turn = shared_turn(how.turns);
    add_sanitizers_findings(result.record, sanitize(with, scratch.path(), how.walls, stop));
  }
  for (auto& found : result.record.diagnoses) found.file = file_name;
  for (auto& experiment : result.record.cost_experiments)
    for (auto& found : experiment.mistakes) found.file = file_name;
  auto& all = result.record.diagnoses;
  all.insert(all.begin(), compiled.diagnoses.begin(), compiled.diagnoses.end());
  return result;
}

graded grade_readable(const kit& with, const submission& what, const grade_settings& how,
                      const std::atomic<bool>& stop) {
  const auto source = read_submission(what, with.rules);
  auto result =
      source.problem.empty()
          ? judge_source(with, what, source, how, stop)
          : graded{.record = unjudged(with.rules, reports::verdict::compile_error, source.problem)};
  result.record.source_sha256 = source.sha256;
  return result;
}

}  // namespace

source_file read_submission(const submission& what, const manifest& rules) {
  if (!what.problem.empty()) return {.problem = what.problem};
  return read_source(what.path, rules.limits.source_kib);
}

reports::submission_record internal_fault(const reports::submission_record& what,
                                          const std::string& message) {
  reports::submission_record result{.exercise = what.exercise,
                                    .submission = what.submission,
                                    .source_sha256 = what.source_sha256,
                                    .verdict = reports::verdict::internal,
                                    .max_points = what.max_points,
                                    .message = message,
                                    .environment = what.environment};
  for (const auto& each : what.checks)
    result.checks.push_back({.id = each.id,
                             .title = each.title,
                             .max_points = each.max_points,
                             .message = "Not tried."});
  return result;
}

graded grade_one(const kit& with, const submission& what, const grade_settings& how,
                 const std::atomic<bool>& stop) {
  graded result;
  try {
    result = grade_readable(with, what, how, stop);
  } catch (const std::exception& problem) {
    if (stop) throw interrupted();
    result.record = unjudged(with.rules, reports::verdict::internal, problem.what());
  }
  result.record.exercise = with.exercise;
  result.record.submission = what.name;
  result.record.environment.merge(reports::describe_machine());
  result.record.environment["submission_compiler"] = with.compiler;
  result.record.environment["sandbox"] =
      how.walls == sandbox::isolation::bubblewrap ? "bubblewrap" : "none (--unsafe-no-sandbox)";
  for (const auto& each : how.layers)
    result.record.environment["sandbox_" + each.name] =
        fmt::format("{}: {}", sandbox::to_string(each.state), each.seen);
  return result;
}

}  // namespace grader
