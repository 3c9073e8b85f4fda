// SPDX-License-Identifier: MIT
// Runs the judge of an exercise and reads its record.
#include "grader/grade/judge_process.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "grader/files/text_file.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t judge_output_limit_bytes = 64 * 1024;

}  // namespace

reports::submission_record run_judge(const kit& with, const judge_job& job,
                                     sandbox::isolation walls, const std::atomic<bool>& stop) {
  sandbox::job judge{.argv = {with.judge(), "--runner", job.runner, "--submission", job.submission,
                              "--manifest", with.manifest_file(), "--out", job.record},
                     .address_space_mib = 0,
                     .file_mib = 0,
                     .cpu_seconds = 0};
  judge.argv.insert(judge.argv.end(), job.more_options.begin(), job.more_options.end());
  if (walls == sandbox::isolation::none) judge.argv.push_back("--unsafe-no-sandbox");
  constexpr int longest_runs = 160;  // more than a judge makes, even on a busy machine
  const auto limit = std::chrono::seconds(60 + longest_runs * with.rules.limits.run_seconds);
  const auto run =
      sandbox::run_to_end(judge, sandbox::isolation::none, limit, judge_output_limit_bytes, &stop);
  if (stop) throw interrupted();
  if (run.timed_out) throw std::runtime_error("the judge did not end in time");
  if (run.exit.code != 0 || run.exit.signal != 0)
    throw std::runtime_error(
        fmt::format("the judge ended by {} {}: {}", run.exit.signal != 0 ? "signal" : "code",
                    run.exit.signal != 0 ? run.exit.signal : run.exit.code, run.output));
  return reports::submission_from_json(read_text(job.record));
}

}  // namespace grader
