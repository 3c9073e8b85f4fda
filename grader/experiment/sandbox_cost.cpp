// SPDX-License-Identifier: MIT
// What do the walls cost?
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <stdexcept>
#include <vector>

#include "grader/experiment/experiments.hpp"
#include "grader/grade/grade_one.hpp"

namespace grader {
namespace {

using namespace std::chrono_literals;
using sandbox::isolation;
using seconds = std::chrono::duration<double>;

constexpr double most_start_milliseconds = 15;
constexpr double most_grade_ratio = 1.2;
constexpr int start_pairs = 100, grade_pairs = 15;

struct pair_of_times {
  double open = 0, shut_in = 0;
};

double seconds_of(const std::function<void(isolation)>& work, isolation walls) {
  const auto start = std::chrono::steady_clock::now();
  work(walls);
  return seconds(std::chrono::steady_clock::now() - start).count();
}

/// Each pair in the other order than the one before: what drifts hits both alike.
std::vector<pair_of_times> measure(int pairs, const std::function<void(isolation)>& work) {
  std::vector<pair_of_times> found;
  for (int i = 0; i < pairs; ++i) {
    pair_of_times times;
    const auto without = [&] { times.open = seconds_of(work, isolation::none); };
    if (i % 2 == 0) without();
    times.shut_in = seconds_of(work, isolation::bubblewrap);
    if (i % 2 != 0) without();
    found.push_back(times);
  }
  return found;
}

/// Of the pairs' values; the upper one of the two in the middle.
template <class Value>
double median_of(const std::vector<pair_of_times>& pairs, Value value) {
  std::vector<double> values;
  for (const auto& each : pairs) values.push_back(value(each));
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void start_a_program(isolation walls) {
  const auto run = sandbox::run_to_end({.argv = {"/usr/bin/true"}}, walls, 60s, 4096);
  if (run.exit.code != 0 || run.exit.signal != 0)
    throw std::runtime_error("/usr/bin/true could not be run: " + run.output);
}

void print_line(const char* what, const std::vector<pair_of_times>& pairs, double in_a_unit,
                const char* unit) {
  const auto open = [=](const pair_of_times& times) { return times.open * in_a_unit; };
  const auto shut_in = [=](const pair_of_times& times) { return times.shut_in * in_a_unit; };
  fmt::print("{:<24} {:>9.2f} {} {:>9.2f} {} {:>7.2f} {:>7}\n", what, median_of(pairs, open), unit,
             median_of(pairs, shut_in), unit,
             median_of(pairs, [](const auto& times) { return times.shut_in / times.open; }),
             pairs.size());
}

}  // namespace

bool run_sandbox_cost(const kit& with, const std::filesystem::path& solution,
                      const std::atomic<bool>& stop) {
  fmt::print("{:<24} {:>12} {:>12} {:>7} {:>7}\n", "", "without", "with walls", "ratio", "pairs");
  const auto starts = measure(start_pairs, start_a_program);
  print_line("start a process", starts, 1e3, "ms");
  const auto grades = measure(grade_pairs, [&](isolation walls) {
    const submission what{.name = solution.stem(), .path = solution, .problem = {}};
    const auto done = grade_one(with, what, {.walls = walls}, stop);
    if (done.record.verdict == reports::verdict::internal)
      throw std::runtime_error(solution.string() + ": " + done.record.message);
  });
  print_line("compile, test, measure", grades, 1, "s ");
  const auto start_cost = median_of(
      starts, [](const pair_of_times& times) { return (times.shut_in - times.open) * 1e3; });
  fmt::print(
      "\nMedians; cost and ratio are of the pairs. Walls cost {:.1f} ms a start; {:.0f} ms and\n"
      "{:.1f} times a grade's time are the most that they should.\n",
      start_cost, most_start_milliseconds, most_grade_ratio);
  return start_cost <= most_start_milliseconds && median_of(grades, [](const pair_of_times& times) {
                                                    return times.shut_in / times.open;
                                                  }) <= most_grade_ratio;
}

}  // namespace grader
