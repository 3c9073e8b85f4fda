// SPDX-License-Identifier: MIT
// From a handed-in file to its record: read, compile, judge.
#include "grader/grade/grade_one.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "grader/build/compile.hpp"
#include "grader/build/source_file.hpp"
#include "reports/record/environment.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t judge_output_limit_bytes = 64 * 1024;

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
  fs::path submission() const { return path_ / "out" / "submission.so"; }
  fs::path record() const { return path_ / "record.json"; }

 private:
  fs::path path_;
};

std::string read_all(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

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

reports::submission_record run_judge(const kit& with, const scratch_folder& scratch,
                                     sandbox::isolation walls, const std::atomic<bool>& stop) {
  sandbox::job judge{
      .argv = {with.judge(), "--runner", with.runner(), "--submission", scratch.submission(),
               "--manifest", with.manifest_file(), "--out", scratch.record()},
      .address_space_mib = 0,
      .file_mib = 0,
      .cpu_seconds = 0};
  if (walls == sandbox::isolation::none) judge.argv.push_back("--unsafe-no-sandbox");
  constexpr int longest_runs = 40;  // more than a judge makes
  const auto limit = std::chrono::seconds(60 + longest_runs * with.rules.limits.run_seconds);
  const auto run =
      sandbox::run_to_end(judge, sandbox::isolation::none, limit, judge_output_limit_bytes, &stop);
  if (stop) throw interrupted();
  if (run.timed_out) throw std::runtime_error("the judge did not end in time");
  if (run.exit.code != 0 || run.exit.signal != 0)
    throw std::runtime_error(
        fmt::format("the judge ended by {} {}: {}", run.exit.signal != 0 ? "signal" : "code",
                    run.exit.signal != 0 ? run.exit.signal : run.exit.code, run.output));
  return reports::submission_from_json(read_all(scratch.record()));
}

graded judge_source(const kit& with, const submission& what, const source_file& source,
                    sandbox::isolation walls, const std::atomic<bool>& stop) {
  const scratch_folder scratch;
  const auto file_name = what.path.filename().string();
  auto compiled = compile(with, source.text, file_name, scratch.submission(), walls);
  if (stop) throw interrupted();  // Ctrl-C reaches the compiler too: what it says now is not theirs
  graded result{.compiler_text = std::move(compiled.shown)};
  result.record = compiled.ok
                      ? run_judge(with, scratch, walls, stop)
                      : unjudged(with.rules, reports::verdict::compile_error, compiled.message);
  for (auto& found : result.record.diagnoses) found.file = file_name;
  auto& all = result.record.diagnoses;
  all.insert(all.begin(), compiled.diagnoses.begin(), compiled.diagnoses.end());
  return result;
}

graded grade_readable(const kit& with, const submission& what, sandbox::isolation walls,
                      const std::atomic<bool>& stop) {
  const auto source = what.problem.empty() ? read_source(what.path, with.rules.limits.source_kib)
                                           : source_file{.problem = what.problem};
  auto result =
      source.problem.empty()
          ? judge_source(with, what, source, walls, stop)
          : graded{.record = unjudged(with.rules, reports::verdict::compile_error, source.problem)};
  result.record.source_sha256 = source.sha256;
  return result;
}

}  // namespace

graded grade_one(const kit& with, const submission& what, sandbox::isolation walls,
                 const std::atomic<bool>& stop) {
  graded result;
  try {
    result = grade_readable(with, what, walls, stop);
  } catch (const std::exception& problem) {
    if (stop) throw interrupted();
    result.record = unjudged(with.rules, reports::verdict::internal, problem.what());
  }
  result.record.exercise = with.exercise;
  result.record.submission = what.name;
  result.record.environment = reports::describe_machine();
  result.record.environment["submission_compiler"] = with.compiler;
  result.record.environment["sandbox"] =
      walls == sandbox::isolation::bubblewrap ? "bubblewrap" : "none (--unsafe-no-sandbox)";
  return result;
}

}  // namespace grader
