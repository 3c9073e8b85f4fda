// SPDX-License-Identifier: MIT
// Are verdicts on speedups right? Asked of submissions whose speedup is known by construction.
//
// How it works. A copy of the solution wastes a known time before it returns (known_speedup). What
// the solution itself gets tells how many workers there are, what is asked for, and how long the
// operations take here.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "grader/experiment/error_rate.hpp"
#include "grader/experiment/experiments.hpp"
#include "grader/experiment/known_speedup.hpp"
#include "grader/experiment/naive_rule.hpp"
#include "grader/files/scratch_folder.hpp"
#include "grader/files/text_file.hpp"
#include "grader/grade/grade_one.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

using reports::check_status;

/// The solution, with its evaluate() inside another one that wastes time.
std::string wasteful(std::string solution, double waste_ms) {
  const std::string name = "number evaluate(";
  const auto at = solution.find(name);
  if (at == std::string::npos) throw std::runtime_error("the solution has no 'number evaluate('");
  solution.replace(at, name.size(), "static number evaluate_well(");
  return "#include <chrono>\n" + solution +
         fmt::format(
             "namespace expression {{\n"
             "number evaluate(futures::executor& pool, const operands& x) {{\n"
             "  const auto value = evaluate_well(pool, x);\n"
             "  const auto end = std::chrono::steady_clock::now() + "
             "std::chrono::microseconds({});\n"
             "  while (std::chrono::steady_clock::now() < end) {{\n  }}\n"
             "  return value;\n}}\n}}\n",
             static_cast<int>(1000 * waste_ms));
}

struct outcome {
  int reached = 0, missed = 0, open = 0, refused = 0;
  int naively_passed = 0, naively_judged = 0;

  void add(const reports::submission_record& record) {
    const auto check =
        std::ranges::find(record.checks, std::string("speedup"), &reports::check_result::id);
    if (check == record.checks.end()) throw std::runtime_error("there is no check 'speedup'");
    if (check->status == check_status::passed) ++reached;
    if (check->status == check_status::failed) ++missed;
    if (check->status == check_status::inconclusive) ++open;
    if (check->status == check_status::refused || check->status == check_status::skipped) ++refused;
    if (const auto passed = passes_naively(record.speedup)) {
      ++naively_judged;
      naively_passed += *passed ? 1 : 0;
    }
  }
};

/// Wrong verdicts of one rule, of both kinds.
struct errors {
  error_rate false_passes{}, false_fails{};

  void add(truth what, int passed, int failed, int judged) {
    if (what == truth::missed) add_to(false_passes, passed, judged);
    if (what == truth::reached) add_to(false_fails, failed, judged);
  }
  static void add_to(error_rate& rate, int wrong, int judged) {
    rate.wrong += wrong;
    rate.of += judged;
  }
};

bool is_rare(const error_rate& rate) { return 100 * rate.wrong <= rate.of; }

const char* to_string(truth what) {
  switch (what) {
    case truth::reached:
      return "reached";
    case truth::missed:
      return "missed";
    default:
      return "either";
  }
}

}  // namespace

bool run_verdicts(const kit& with, const fs::path& solution, int grades, sandbox::isolation walls,
                  const std::atomic<bool>& stop) {
  const auto graded_as = [&](const fs::path& source) {
    return grade_one(with, {.name = "wasteful", .path = source, .problem = {}}, {.walls = walls},
                     stop)
        .record;
  };
  const auto text = read_text(solution);
  const auto facts = facts_of(graded_as(solution));
  const double naive_bar = naive_least_ratio / facts.ideal;
  const scratch_folder scratch;
  const auto source = scratch / "wasteful.cpp";
  errors ours, naive;
  fmt::print("{:>6} {:>9} {:>8} {:>7} {:>13} {:>8} {:>18}\n", "share", "should be", "reached",
             "missed", "inconclusive", "refused", "naive: passed");
  for (const double share : shares_around(facts.bar)) {
    reports::write_file_atomically(source, wasteful(text, waste_for(share, facts)));
    outcome got;
    for (int i = 0; i < grades; ++i) got.add(graded_as(source));
    const auto what = truth_of(share, facts.bar);
    fmt::print("{:>6.2f} {:>9} {:>8} {:>7} {:>13} {:>8} {:>12} of {}\n", share, to_string(what),
               got.reached, got.missed, got.open, got.refused, got.naively_passed,
               got.naively_judged);
    std::fflush(stdout);
    ours.add(what, got.reached, got.missed, grades);
    naive.add(truth_of(share, naive_bar), got.naively_passed,
              got.naively_judged - got.naively_passed, got.naively_judged);
  }
  fmt::print(
      "\n{:<12} {:<34} {}\n{:<12} {:<34} {}\n{:<12} {:<34} {}\n"
      "\nIn brackets: the rate, and what it is at most, with a confidence of 95 %.\n"
      "naive: best of five at {} of {:.2f} times as fast, on the same legs.\n"
      "share: of the ideal speedup, {:.2f} on {} workers, by construction; {} is asked for.\n",
      "", "passed, though too slow", "failed, though fast enough", "ours",
      to_text(ours.false_passes), to_text(ours.false_fails), "naive", to_text(naive.false_passes),
      to_text(naive.false_fails), naive_least_ratio, facts.ideal, facts.ideal, facts.workers,
      facts.bar);
  return is_rare(ours.false_passes) && is_rare(ours.false_fails);
}

}  // namespace grader
