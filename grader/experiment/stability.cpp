// SPDX-License-Identifier: MIT
// Do grades change when nothing but the moment does?
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>

#include "grader/experiment/busy_machine.hpp"
#include "grader/experiment/experiments.hpp"
#include "grader/experiment/naive_rule.hpp"
#include "grader/feedback/feedback.hpp"
#include "grader/feedback/inert.hpp"
#include "grader/files/scratch_folder.hpp"
#include "grader/grade/grade_one.hpp"
#include "grader/turns/at_once.hpp"
#include "reports/record/environment.hpp"

namespace grader {
namespace {

/// What a submission got, and how often.
template <class Grade>
class tally {
 public:
  void add(const Grade& got) { ++counts_[got]; }
  int all() const {
    int sum = 0;
    for (const auto& [got, count] : counts_) sum += count;
    return sum;
  }
  /// How often it was not the usual one.
  int changes() const {
    int most = 0;
    for (const auto& [got, count] : counts_) most = std::max(most, count);
    return all() - most;
  }
  bool is_usual(const Grade& one) const {
    return std::ranges::all_of(counts_,
                               [&](const auto& each) { return each.second <= counts_.at(one); });
  }
  const std::map<Grade, int>& counts() const noexcept { return counts_; }

 private:
  std::map<Grade, int> counts_;
};

struct history {
  submission what;
  tally<std::string> grades{};
  tally<bool> naive{};
  std::map<std::string, std::string>
      reasons{};  // of a grade: why the first that got it got no more
};

/// What it says of all that did not go as well as it could.
std::string reason(const reports::submission_record& record) {
  auto text = record.message;
  for (const auto& check : record.checks)
    if (check.status != reports::check_status::passed)
      text += fmt::format("{}{} ({}): {}", text.empty() ? "" : " ", check.title,
                          to_string(check.status), check.message);
  return text.empty() ? "full points" : text;
}

void regrade(history& of, const kit& with, const grade_settings& how,
             const std::atomic<bool>& stop) {
  const auto record = grade_one(with, of.what, how, stop).record;
  const auto grade = fmt::format("{} {}", points_text(record.points), to_string(record.verdict));
  of.grades.add(grade);
  of.reasons.emplace(grade, reason(record));
  if (const auto passed = passes_naively(record.speedup)) of.naive.add(*passed);
}

std::string all_of(const tally<std::string>& grades) {
  std::string text;
  for (const auto& [grade, count] : grades.counts())
    text += fmt::format("{}{} x {}", text.empty() ? "" : ", ", count, grade);
  return text;
}

}  // namespace

bool run_stability(const kit& with, const std::filesystem::path& submissions, int regrades,
                   sandbox::isolation walls, const std::atomic<bool>& stop) {
  std::vector<history> all;
  for (const auto& each : list_submissions(submissions).submissions) all.push_back({each});
  if (all.empty()) throw std::runtime_error("there is no submission in " + submissions.string());
  const scratch_folder scratch;
  const turns shared(scratch.path() / "turns");
  bool was_cut = false;
  for (int round = 0; round < regrades; ++round) {
    std::optional<busy_machine> load;
    if (round % 2 == 1) load.emplace();
    try {
      for_each_at_once(all.size(), reports::usable_cpus().value_or(1), [&](std::size_t i) {
        regrade(all[i], with, {.walls = walls, .turns = &shared}, stop);
      });
    } catch (const interrupted&) {
      was_cut = true;  // what was graded so far is still worth a table
      break;
    }
    fmt::print(stderr, "{} of {} rounds ({})\n", round + 1, regrades, load ? "busy" : "idle");
  }
  int changes = 0, grades = 0, naive_changes = 0, naive_grades = 0;
  fmt::print("{:<26} {:>7} {:>7} {:>14}  {}\n", "submission", "grades", "changed", "naive: changed",
             "what it got");
  for (const auto& each : all) {
    changes += each.grades.changes();
    grades += each.grades.all();
    naive_changes += each.naive.changes();
    naive_grades += each.naive.all();
    const auto naive = each.naive.all() == 0
                           ? std::string("–")
                           : fmt::format("{} of {}", each.naive.changes(), each.naive.all());
    fmt::print("{:<26} {:>7} {:>7} {:>14}  {}\n", each.what.name, each.grades.all(),
               each.grades.changes(), naive, all_of(each.grades));
  }
  fmt::print(
      "\n{} of {} grades changed, half of them made while every processor was busy.\n"
      "Best of five at 1.2, on the same legs: {} of {} changed.\n",
      changes, grades, naive_changes, naive_grades);
  for (const auto& each : all)
    for (const auto& [grade, count] : each.grades.counts())
      if (!each.grades.is_usual(grade))
        fmt::print("{} got {}: {}\n", each.what.name, grade, inert_line(each.reasons.at(grade)));
  if (was_cut) throw interrupted();
  return changes == 0;
}

}  // namespace grader
