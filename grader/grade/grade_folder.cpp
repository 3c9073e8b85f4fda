// SPDX-License-Identifier: MIT
// Grades a class: several submissions at once, except while a speedup is measured.
#include "grader/grade/grade_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <algorithm>

#include <cstdio>
#include <mutex>
#include <stdexcept>

#include "grader/feedback/feedback.hpp"
#include "grader/feedback/inert.hpp"
#include "grader/files/scratch_folder.hpp"
#include "grader/grade/grade_one.hpp"
#include "grader/grade/record_key.hpp"
#include "grader/grade/results_folder.hpp"
#include "grader/turns/at_once.hpp"
#include "grader/turns/turns.hpp"
#include "reports/record/environment.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

/// The tables are the reports program's work: it knows runs through their records alone.
void write_summaries(const fs::path& out) {
  const auto reporter =
      fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "reports" / "lab-report";
  for (const auto& [format, file] : {std::pair{"csv", "grades.csv"}, std::pair{"md", "summary.md"},
                                     std::pair{"html", "summary.html"}}) {
    const auto run =
        sandbox::run_to_end({.argv = {reporter, out, "--to", format, "--out", out / file},
                             .address_space_mib = 0,
                             .file_mib = 0,
                             .cpu_seconds = 0},
                            sandbox::isolation::none, std::chrono::seconds(60), 65536);
    if (run.exit.code != 0 || run.exit.signal != 0)
      throw std::runtime_error(fmt::format("cannot write {}: {}", file, run.output));
  }
}

enum class source { graded, kept };

void say_graded(int number, std::size_t total, const reports::submission_record& record,
                source from) {
  fmt::print(stderr, "[{:>{}}/{}] {:<28} {:<14} {:>5} of {}{}\n", number,
             std::to_string(total).size(), total, record.submission, to_string(record.verdict),
             points_text(record.points), points_text(record.max_points),
             from == source::kept ? "  (kept)" : "");
  if (record.verdict == reports::verdict::internal)
    fmt::print(stderr, "    the grader failed: {}\n", inert_line(record.message));
}

/// Grades the submissions of a listing on a few threads.
class class_grading {
 public:
  class_grading(const kit& with, const folder_job& job, const std::vector<submission>& all,
                const results_folder& results, sandbox::isolation walls,
                const std::atomic<bool>& stop)
      : with_(with), job_(job), all_(all), results_(results), walls_(walls), stop_(stop) {}

  folder_outcome run() {
    try {
      for_each_at_once(all_.size(), reports::usable_cpus().value_or(1),
                       [this](std::size_t i) { grade(all_[i]); });
    } catch (const interrupted&) {
      outcome_.interrupted = true;
    }
    return outcome_;
  }

 private:
  void grade(const submission& what) {
    const auto key = key_of(what);
    if (key && !job_.fresh)
      if (const auto before = results_.finished(what.name, *key))
        return count(*before, source::kept);
    auto done = grade_one(
        with_, what,
        {.walls = walls_, .sanitizers = job_.sanitizers, .layers = layers_, .turns = &turns_},
        stop_);
    // A file that changed meanwhile is graded again the next time.
    if (key && key == key_of(what)) put_key(done.record, *key);
    write(done);
    count(done.record, source::graded);
  }

  /// Empty when it cannot be read, which grading it tells.
  std::optional<record_key> key_of(const submission& what) const {
    try {
      return keys_.key_of(what, read_submission(what, with_.rules));
    } catch (const std::exception&) {
      return {};
    }
  }

  void write(graded& done) {
    try {
      results_.write(done);
    } catch (const std::exception& problem) {
      done.record = internal_fault(done.record, problem.what());
      if (results_.write_alone(done.record)) return;
      const std::lock_guard lock(mutex_);
      outcome_.stuck.push_back(done.record.submission);
    }
  }

  void count(const reports::submission_record& record, source from) {
    const std::lock_guard lock(mutex_);
    ++outcome_.graded;
    if (from == source::kept) ++outcome_.kept;
    if (record.verdict == reports::verdict::internal) ++outcome_.internal_faults;
    say_graded(outcome_.graded, all_.size(), record, from);
  }

  const kit& with_;
  const folder_job& job_;
  const std::vector<submission>& all_;
  const results_folder& results_;
  const sandbox::isolation walls_;
  const std::vector<sandbox::layer> layers_ = sandbox::require_layers(with_.runner(), walls_);
  const std::atomic<bool>& stop_;
  const key_maker keys_{with_, job_.sanitizers, walls_};
  const scratch_folder folder_;
  const turns turns_{folder_.path() / "turns"};

  std::mutex mutex_;
  folder_outcome outcome_;
};

}  // namespace

folder_outcome grade_folder(const kit& with, const folder_job& job, sandbox::isolation walls,
                            const std::atomic<bool>& stop) {
  const auto listing = list_submissions(job.submissions);
  fs::create_directories(job.out);
  if (fs::equivalent(job.submissions, job.out))
    throw std::runtime_error(fmt::format(
        "the results cannot go among the submissions; give another folder than '{}' to --out",
        job.out.string()));
  for (const auto& name : listing.ignored) fmt::print(stderr, "ignored: {} (no .cpp file)\n", name);
  const results_folder results(job.out);
  remove_dead_scratch_folders();
  const auto outcome = class_grading(with, job, listing.submissions, results, walls, stop).run();
  if (outcome.interrupted) return outcome;
  if (!outcome.stuck.empty())
    throw std::runtime_error(fmt::format(
        "no tables are written: '{}' has a record of an earlier run that cannot be replaced; let "
        "the grader write there, then grade again",
        (job.out / outcome.stuck.front()).string()));
  std::vector<std::string> names;
  for (const auto& each : listing.submissions) names.push_back(each.name);
  results.remove_others(names);
  if (std::none_of(names.begin(), names.end(),
                   [&](const auto& name) { return fs::exists(job.out / name / "record.json"); }))
    throw std::runtime_error(fmt::format(
        "no result could be written to '{}'; let the grader write there, and make room, "
        "then grade again",
        job.out.string()));
  write_summaries(job.out);
  return outcome;
}

}  // namespace grader
