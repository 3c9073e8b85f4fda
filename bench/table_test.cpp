// SPDX-License-Identifier: MIT
// The tables say what there is, and why there is nothing.
#include "bench/table.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace bench {
namespace {

using testing::HasSubstr;

reports::bench_result result(const std::string& backend, int workers) {
  return {.workload = "fib", .backend = backend, .workers = workers, .tasks = 1'000};
}

TEST(ResultsTable, ShowsTheMedianTimeOfATaskAndEachProblem) {
  auto timed = result("thread_pool", 2);
  timed.wall_seconds = {3e-3, 1e-3, 2e-3};
  auto refused = result("std_async", 0);
  refused.problem = "refused: too many threads";
  EXPECT_EQ(results_table({timed, refused}),
            "Wall time per task, median of at most 3 repetitions\n"
            "\n"
            "backend      workers      fib\n"
            "thread_pool        2  2.00 us\n"
            "std_async        any  refused\n"
            "\n"
            "fib on std_async, any workers: refused: too many threads\n");
}

TEST(ResultsTable, LeavesOutWhatWasDisturbed) {
  auto timed = result("thread_pool", 2);
  timed.wall_seconds = {3e-3, 1e-3, 2e-3, 100, 100};
  timed.disturbances = {"", "", "", "noise", "noise"};
  EXPECT_THAT(results_table({timed}), HasSubstr("thread_pool        2  2.00 us\n"));
  timed.disturbances.assign(5, "noise");
  EXPECT_THAT(results_table({timed}), HasSubstr("thread_pool        2    noisy\n"));
}

TEST(ResultsTable, GoesOnBelowWhereATerminalEnds) {
  std::vector<reports::bench_result> results;
  for (int i = 0; i < 20; ++i) {
    results.push_back(result("thread_pool", 1));
    results.back().workload = "workload_" + std::to_string(i);
    results.back().wall_seconds = {1e-3};
  }
  std::istringstream lines(results_table(results));
  int rows = 0;
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), 80U) << line;
    rows += line.starts_with("thread_pool");
  }
  EXPECT_EQ(rows, 5);  // four workloads on each screen
  for (const auto& each : results)
    EXPECT_THAT(results_table(results), HasSubstr(" " + each.workload));
}

TEST(BackendsTable, SaysWhatEachIsAndPromises) {
  const auto text = backends_table(futures::backends());
  for (const auto& each : futures::backends()) {
    EXPECT_THAT(text, HasSubstr(std::string(each.name)));
    EXPECT_THAT(text, HasSubstr(std::string(each.summary)));
  }
}

TEST(WorkloadsTable, SaysWhatEachDoes) {
  const auto text = workloads_table(workloads());
  for (const auto& each : workloads()) {
    EXPECT_THAT(text, HasSubstr(std::string(each.summary)));
    for (const auto label : each.labels) EXPECT_THAT(text, HasSubstr(std::string(name_of(label))));
  }
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
}

TEST(Duration, HasThreeDigitsAndAUnit) {
  EXPECT_EQ(format_duration(1.02), "1.02 s");
  EXPECT_EQ(format_duration(0.013), "13.0 ms");
  EXPECT_EQ(format_duration(4.567e-6), "4.57 us");
  EXPECT_EQ(format_duration(62.1e-9), "62.1 ns");
  EXPECT_EQ(format_duration(123e-9), "123 ns");
  EXPECT_EQ(format_duration(100e-9), "100 ns");  // 99.99999999999999 in binary
  EXPECT_EQ(format_duration(0.5e-9), "0.50 ns");
}

TEST(Median, IsTheMiddleOrTheMeanOfTheTwoInTheMiddle) {
  EXPECT_EQ(median_of({3, 1, 2}), 2);
  EXPECT_EQ(median_of({4, 1, 3, 2}), 2.5);
}

}  // namespace
}  // namespace bench
