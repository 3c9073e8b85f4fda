// SPDX-License-Identifier: MIT
// What does it cost a submission to be traced?
#include <fmt/format.h>

#include <sstream>
#include <stdexcept>

#include "grader/build/compile.hpp"
#include "grader/experiment/experiments.hpp"
#include "grader/files/scratch_folder.hpp"
#include "grader/files/text_file.hpp"

namespace grader {
namespace {

using namespace std::chrono_literals;

constexpr double most = 1.05;
constexpr int rounds = 5;

/// One line: microseconds without and with a trace, their ratio, pairs.
struct measured {
  double plain = 0, traced = 0, ratio = 0;
  int pairs = 0;
};

measured measure(const kit& with, const std::filesystem::path& object, sandbox::isolation walls) {
  const sandbox::bind runner{with.runner(), "/box/runner"};
  const sandbox::bind submission{object, "/box/submission.so"};
  const auto run = sandbox::run_to_end(
      {.argv = {path_of(runner, walls), "--trace-cost", path_of(submission, walls)},
       .binds = {runner, submission}},
      walls, 120s, 4096);
  measured got;
  std::istringstream numbers(run.output);
  if (!(numbers >> got.plain >> got.traced >> got.ratio >> got.pairs))
    throw std::runtime_error("the submission process measured nothing: " + run.output);
  return got;
}

}  // namespace

bool run_trace_cost(const kit& with, const std::filesystem::path& solution,
                    sandbox::isolation walls) {
  const scratch_folder scratch;
  std::filesystem::create_directory(scratch.path() / "out");
  const auto object = scratch.path() / "out" / "submission.so";
  const auto compiled = compile(with, read_text(solution), solution.filename(), object, walls);
  if (!compiled.ok) throw std::runtime_error(solution.string() + ": " + compiled.message);
  fmt::print("{:>6} {:>14} {:>14} {:>8} {:>7}\n", "round", "plain", "traced", "ratio", "pairs");
  int fell_short = 0;
  for (int round = 1; round <= rounds; ++round) {
    const auto got = measure(with, object, walls);
    fmt::print("{:>6} {:>11.1f} us {:>11.1f} us {:>8.3f} {:>7}\n", round, got.plain, got.traced,
               got.ratio, got.pairs);
    if (got.ratio > most) ++fell_short;
  }
  fmt::print(
      "\nAn evaluation with operations of 10 us, on 3 workers; ratio: the median of the pairs'.\n"
      "{:.2f} is the most that a trace should cost.\n",
      most);
  return 2 * fell_short <= rounds;
}

}  // namespace grader
