// SPDX-License-Identifier: MIT
// Are verdicts on speedups right? Asked of submissions whose speedup is known by construction.
//
// How it works. A copy of the solution wastes a time w before it returns. With operations of length
// d, W of them in the reference and M in the best schedule, it is W d / (M d + w) times as fast. So
// w decides its share of the ideal speedup, M d / (M d + w), and what the verdict should be.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "grader/experiment/experiments.hpp"
#include "grader/experiment/naive_rule.hpp"
#include "grader/files/scratch_folder.hpp"
#include "grader/files/text_file.hpp"
#include "grader/grade/grade_one.hpp"

namespace grader {
namespace fs = std::filesystem;
namespace {

using reports::check_status;

/// The time of the operations is the judge's choice: see speedup_legs.cpp.
constexpr double operation_ms = 2.5;

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

}  // namespace

bool run_verdicts(const kit& with, const fs::path& solution, int grades, sandbox::isolation walls,
                  const std::atomic<bool>& stop) {
  constexpr double steps = 4;  // the best makespan of the expression on two workers
  constexpr double bar = 0.73;
  constexpr double naive_bar = 1.2 / 1.5;  // its own: 1.2 of the ideal 1.5
  const auto text = read_text(solution);
  const scratch_folder scratch;
  const auto source = scratch / "wasteful.cpp";
  int wrong = 0, judged = 0, naively_wrong = 0, naively_judged = 0;
  fmt::print("{:>6} {:>9} {:>8} {:>7} {:>13} {:>8} {:>18}\n", "share", "should be", "reached",
             "missed", "inconclusive", "refused", "naive: passed");
  for (const double share : {0.97, 0.85, 0.79, 0.73, 0.67, 0.61, 0.5}) {
    const double ms = steps * operation_ms;
    reports::write_file_atomically(source, wasteful(text, ms / share - ms));
    outcome got;
    for (int i = 0; i < grades; ++i)
      got.add(grade_one(with, {.name = "wasteful", .path = source, .problem = {}}, {.walls = walls},
                        stop)
                  .record);
    const char* const truth = share > bar ? "reached" : share < bar ? "missed" : "either";
    fmt::print("{:>6.2f} {:>9} {:>8} {:>7} {:>13} {:>8} {:>12} of {}\n", share, truth, got.reached,
               got.missed, got.open, got.refused, got.naively_passed, got.naively_judged);
    std::fflush(stdout);
    if (share == bar) continue;
    judged += grades;
    wrong += share > bar ? got.missed : got.reached;
    naively_judged += got.naively_judged;
    naively_wrong +=
        share > naive_bar ? got.naively_judged - got.naively_passed : got.naively_passed;
  }
  fmt::print(
      "\n{} of {} verdicts were wrong; best of five at 1.2, on the same legs: {} of {}.\n"
      "share: of the ideal speedup, by construction; {} is asked for.\n",
      wrong, judged, naively_wrong, naively_judged, bar);
  return wrong * 100 <= judged;
}

}  // namespace grader
