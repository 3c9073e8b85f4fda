// SPDX-License-Identifier: MIT
// Grades a class: several submissions at once, except while a speedup is measured.
#include "grader/grade/grade_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <mutex>
#include <set>
#include <stdexcept>

#include "grader/feedback/feedback.hpp"
#include "grader/feedback/inert.hpp"
#include "grader/files/scratch_folder.hpp"
#include "grader/grade/grade_one.hpp"
#include "grader/turns/at_once.hpp"
#include "grader/turns/turns.hpp"
#include "reports/record/environment.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

void write_record(const fs::path& out, const graded& done) {
  const auto folder = out / done.record.submission;
  fs::create_directories(folder);
  reports::write_file_atomically(folder / "feedback.md",
                                 feedback(done.record, done.compiler_text, medium::markdown));
  reports::write_file_atomically(folder / "feedback.html",
                                 feedback(done.record, done.compiler_text, medium::html));
  reports::write_file_atomically(folder / "record.json", reports::to_json(done.record));
}

/// Removes the records of submissions that are no longer there, so that the tables show this class.
void remove_stale_records(const fs::path& out, const std::vector<submission>& present) {
  std::set<std::string> names;
  for (const auto& each : present) names.insert(each.name);
  std::vector<fs::path> stale;
  for (const auto& entry : fs::directory_iterator(out))
    if (fs::exists(entry.path() / "record.json") && !names.contains(entry.path().filename()))
      stale.push_back(entry.path());
  for (const auto& folder : stale) {
    fs::remove(folder / "record.json");
    fs::remove(folder / "feedback.md");
    fs::remove(folder / "feedback.html");
    std::error_code not_empty;
    fs::remove(folder, not_empty);  // what else somebody put there stays
  }
}

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

void say_graded(int number, std::size_t total, const reports::submission_record& record) {
  fmt::print(stderr, "[{:>{}}/{}] {:<28} {:<14} {:>5} of {}\n", number,
             std::to_string(total).size(), total, record.submission, to_string(record.verdict),
             points_text(record.points), points_text(record.max_points));
  if (record.verdict == reports::verdict::internal)
    fmt::print(stderr, "    the grader failed: {}\n", inert_line(record.message));
}

/// Grades the submissions of a listing on a few threads.
class class_grading {
 public:
  class_grading(const kit& with, const folder_job& job, const std::vector<submission>& all,
                sandbox::isolation walls, const std::atomic<bool>& stop)
      : with_(with), job_(job), all_(all), walls_(walls), stop_(stop) {}

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
    const auto done = grade_one(
        with_, what,
        {.walls = walls_, .sanitizers = job_.sanitizers, .layers = layers_, .turns = &turns_},
        stop_);
    write_record(job_.out, done);
    const std::lock_guard lock(mutex_);
    ++outcome_.graded;
    if (done.record.verdict == reports::verdict::internal) ++outcome_.internal_faults;
    say_graded(outcome_.graded, all_.size(), done.record);
  }

  const kit& with_;
  const folder_job& job_;
  const std::vector<submission>& all_;
  const sandbox::isolation walls_;
  const std::vector<sandbox::layer> layers_ = sandbox::require_layers(with_.runner(), walls_);
  const std::atomic<bool>& stop_;
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
  const auto outcome = class_grading(with, job, listing.submissions, walls, stop).run();
  if (outcome.interrupted) return outcome;
  remove_stale_records(job.out, listing.submissions);
  write_summaries(job.out);
  return outcome;
}

}  // namespace grader
