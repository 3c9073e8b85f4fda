// SPDX-License-Identifier: MIT
// How long does somebody wait for marks?
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <stdexcept>
#include <vector>

#include "grader/experiment/experiments.hpp"
#include "grader/experiment/times_table.hpp"
#include "grader/files/scratch_folder.hpp"
#include "grader/grade/compare.hpp"
#include "grader/grade/grade_folder.hpp"
#include "grader/grade/grade_one.hpp"
#include "reports/record/medians.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

using reports::verdict;

constexpr double most_seconds = 4, most_seconds_with_sanitizers = 8;
constexpr double most_seconds_of_a_bad_end = 10;
constexpr double least_grades_a_minute = 30;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// What `lab check` does with one file. Throws: std::runtime_error on a fault of ours.
double seconds_of_a_check(const kit& with, const submission& what, sanitizers how,
                          sandbox::isolation walls, const std::atomic<bool>& stop) {
  const auto start = std::chrono::steady_clock::now();
  const auto done = grade_one(with, what, {.walls = walls, .sanitizers = how}, stop);
  if (done.record.verdict == verdict::internal)
    throw std::runtime_error(what.name + ": " + done.record.message);
  return seconds_since(start);
}

/// So many submissions, each a copy of one of these, by turns. Returns: which is a copy of which.
std::map<std::string, const submission*> make_class(const std::vector<submission>& originals,
                                                    int count, const fs::path& folder) {
  std::map<std::string, const submission*> copies;
  fs::create_directory(folder);
  for (int i = 0; i < count; ++i) {
    const auto& each = originals[static_cast<std::size_t>(i) % originals.size()];
    const auto name = fmt::format("{}_{}", each.name, i);
    fs::copy_file(each.path, folder / (name + each.path.extension().string()));
    copies.emplace(name, &each);
  }
  return copies;
}

/// Those that can be copied: what has no source file is graded in no time.
std::vector<submission> submissions_in(const fs::path& folder) {
  std::vector<submission> found;
  for (auto& each : list_submissions(folder).submissions)
    if (each.problem.empty()) found.push_back(std::move(each));
  if (found.empty()) throw std::runtime_error("there is no submission in " + folder.string());
  return found;
}

struct class_times {
  double grades_a_minute = 0;
  std::map<verdict, std::vector<const submission*>> by_verdict{};  ///< each original once
};

/// Requires: the originals outlive what is returned.
class_times grade_a_class(const kit& with, const std::vector<submission>& originals, int count,
                          sandbox::isolation walls, const std::atomic<bool>& stop) {
  const scratch_folder scratch;
  const auto copies = make_class(originals, count, scratch / "class");
  const auto start = std::chrono::steady_clock::now();
  const auto outcome = grade_folder(
      with, {.submissions = scratch / "class", .out = scratch / "results"}, walls, stop);
  if (outcome.interrupted) throw interrupted();
  class_times times{.grades_a_minute = 60 * count / seconds_since(start)};
  for (const auto& [name, record] : records_in(scratch / "results")) {
    auto& known = times.by_verdict[record.verdict];
    const auto* const original = copies.at(name);
    if (std::ranges::find(known, original) == known.end()) known.push_back(original);
  }
  return times;
}

}  // namespace

bool run_times(const kit& with, const fs::path& solution, const fs::path& submissions,
               times_settings how, sandbox::isolation walls, const std::atomic<bool>& stop) {
  const submission good{.name = "solution", .path = solution, .problem = {}};
  const auto median_of_checks = [&](sanitizers on_or_off) {
    std::vector<double> all;
    for (int i = 0; i < how.checks; ++i)
      all.push_back(seconds_of_a_check(with, good, on_or_off, walls, stop));
    return reports::median(all);
  };
  std::vector<timed> found{{"check the solution, without sanitizers",
                            median_of_checks(sanitizers::off), most_seconds, false, "s"},
                           {"check the solution, with them", median_of_checks(sanitizers::on),
                            most_seconds_with_sanitizers, false, "s"}};
  const auto originals = submissions_in(submissions);
  const auto graded = grade_a_class(with, originals, how.grades, walls, stop);
  for (const auto& [kind, name] :
       {std::pair{verdict::deadlock, "a deadlock"}, std::pair{verdict::timeout, "an endless run"},
        std::pair{verdict::crash, "a crash"}}) {
    timed slowest{fmt::format("check {}", name), {}, most_seconds_of_a_bad_end, false, "s"};
    if (const auto these = graded.by_verdict.find(kind); these != graded.by_verdict.end())
      for (const auto* each : these->second) {
        const double took = seconds_of_a_check(with, *each, sanitizers::on, walls, stop);
        if (slowest.value && *slowest.value >= took) continue;
        slowest.what = fmt::format("check {} ({})", name, each->name);
        slowest.value = took;
      }
    found.push_back(std::move(slowest));
  }
  found.push_back({fmt::format("grade a class of {}", how.grades), graded.grades_a_minute,
                   least_grades_a_minute, true, "a minute"});
  fmt::print(
      "{}\nOf the solution the median, checked so often: {}. Of the others the slowest of the "
      "samples "
      "that\nend so in the class, which has the samples by turns.\n",
      table_of(found), how.checks);
  return std::ranges::all_of(found, keeps_its_limit);
}

}  // namespace grader
