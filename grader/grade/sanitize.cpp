// SPDX-License-Identifier: MIT
// Builds and runs a submission under the sanitizers.
//
// How it works. Each sanitizer needs a build and a submission process of its own, so each has a
// thread that compiles and then starts the judge, which runs the submission in a few schedules and
// reads the report. Who uses memory that is gone often races as well, for whatever took its place:
// then only the first is said.
#include "grader/grade/sanitize.hpp"

#include <future>

#include "grader/build/compile.hpp"
#include "grader/grade/judge_process.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

using findings = std::vector<reports::diagnosis>;

/// Returns: empty when it cannot be built or run so.
std::optional<findings> run_one(const kit& with, const sanitizer& under, const fs::path& scratch,
                                sandbox::isolation walls, const std::atomic<bool>& stop) try {
  const auto folder = scratch / under.name;
  fs::create_directory(folder);
  const auto object = folder / "submission.so";
  if (!compile_sanitized(with, under, object, walls, &stop) || stop) return {};
  return run_judge(with,
                   {.runner = under.runner(),
                    .submission = object,
                    .record = scratch / (under.name + ".json"),
                    .more_options = {"--sanitizer", under.name, "--source", source_in(scratch)}},
                   walls, stop)
      .diagnoses;
} catch (const std::exception&) {
  return {};
} catch (const interrupted&) {
  return {};
}

}  // namespace

bool worth_sanitizing(reports::verdict judged) {
  using reports::verdict;
  switch (judged) {
    case verdict::ok:
    case verdict::partial:
    case verdict::wrong_value:
    case verdict::exception:
    case verdict::crash:
    case verdict::deadlock:
      return true;
    case verdict::compile_error:
    case verdict::timeout:
    case verdict::memory:
    case verdict::output:
    case verdict::forbidden:
    case verdict::internal:
      return false;
  }
  return false;
}

sanitized sanitize(const kit& with, const fs::path& scratch, sandbox::isolation walls,
                   const std::atomic<bool>& stop) {
  std::vector<std::future<std::optional<findings>>> running;
  for (const auto& each : with.sanitizers)
    running.push_back(
        std::async(std::launch::async, [&] { return run_one(with, each, scratch, walls, stop); }));
  sanitized result;
  for (std::size_t index = 0; index < running.size(); ++index) {
    auto found = running[index].get();
    if (!found) continue;
    result.ran.push_back(with.sanitizers[index].name);
    if (result.diagnoses.empty()) result.diagnoses = std::move(*found);
  }
  if (stop) throw interrupted();
  return result;
}

}  // namespace grader
