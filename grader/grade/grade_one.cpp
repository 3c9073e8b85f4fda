// SPDX-License-Identifier: MIT
// From a handed-in file to its record: read, compile, judge, and look for what shows by luck only.
#include "grader/grade/grade_one.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "grader/build/compile.hpp"
#include "grader/build/source_file.hpp"
#include "grader/grade/sanitize.hpp"
#include "reports/record/environment.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

/// A folder in the system's place for temporary files that goes with its owner.
class scratch_folder {
 public:
  scratch_folder() {
    auto pattern = (fs::temp_directory_path() / "futures-lab-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr)
      throw std::runtime_error("cannot make a temporary folder: " + pattern);
    path_ = pattern;
    fs::create_directory(path_ / "out");
  }
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  ~scratch_folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }
  fs::path submission() const { return path_ / "out" / "submission.so"; }
  fs::path record() const { return path_ / "record.json"; }

 private:
  fs::path path_;
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

graded judge_source(const kit& with, const submission& what, const source_file& source,
                    sandbox::isolation walls, const std::atomic<bool>& stop, sanitizers wanted) {
  const scratch_folder scratch;
  const auto file_name = what.path.filename().string();
  auto compiled = compile(with, source.text, file_name, scratch.submission(), walls);
  if (stop) throw interrupted();  // Ctrl-C reaches the compiler too: what it says now is not theirs
  graded result{.compiler_text = std::move(compiled.shown)};
  result.record = compiled.ok
                      ? run_judge(with,
                                  {.runner = with.runner(),
                                   .submission = scratch.submission(),
                                   .record = scratch.record()},
                                  walls, stop)
                      : unjudged(with.rules, reports::verdict::compile_error, compiled.message);
  if (wanted == sanitizers::on && worth_sanitizing(result.record.verdict))
    add_sanitizers_findings(result.record, sanitize(with, scratch.path(), walls, stop));
  for (auto& found : result.record.diagnoses) found.file = file_name;
  auto& all = result.record.diagnoses;
  all.insert(all.begin(), compiled.diagnoses.begin(), compiled.diagnoses.end());
  return result;
}

graded grade_readable(const kit& with, const submission& what, sandbox::isolation walls,
                      const std::atomic<bool>& stop, sanitizers wanted) {
  const auto source = what.problem.empty() ? read_source(what.path, with.rules.limits.source_kib)
                                           : source_file{.problem = what.problem};
  auto result =
      source.problem.empty()
          ? judge_source(with, what, source, walls, stop, wanted)
          : graded{.record = unjudged(with.rules, reports::verdict::compile_error, source.problem)};
  result.record.source_sha256 = source.sha256;
  return result;
}

}  // namespace

graded grade_one(const kit& with, const submission& what, sandbox::isolation walls,
                 const std::atomic<bool>& stop, sanitizers wanted) {
  graded result;
  try {
    result = grade_readable(with, what, walls, stop, wanted);
  } catch (const std::exception& problem) {
    if (stop) throw interrupted();
    result.record = unjudged(with.rules, reports::verdict::internal, problem.what());
  }
  result.record.exercise = with.exercise;
  result.record.submission = what.name;
  result.record.environment.merge(reports::describe_machine());
  result.record.environment["submission_compiler"] = with.compiler;
  result.record.environment["sandbox"] =
      walls == sandbox::isolation::bubblewrap ? "bubblewrap" : "none (--unsafe-no-sandbox)";
  return result;
}

}  // namespace grader
