// SPDX-License-Identifier: MIT
// The parts of experiments: load comes and goes, and the naive rule is as naive as it says.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <thread>

#include "grader/experiment/busy_machine.hpp"
#include "grader/experiment/naive_rule.hpp"

namespace grader {
namespace {

int count_children() {
  const auto self = std::to_string(getpid());
  std::ifstream list("/proc/" + self + "/task/" + self + "/children");
  int count = 0;
  for (std::string child; list >> child;) ++count;
  return count;
}

TEST(BusyMachine, HasAProcessForEachProcessorAndLeavesNone) {
  const auto before = count_children();
  {
    const busy_machine load;
    EXPECT_EQ(count_children(), before + static_cast<int>(std::thread::hardware_concurrency()));
  }
  EXPECT_EQ(count_children(), before);
}

TEST(NaiveRule, TakesTheBestOfFive) {
  const auto measured = [](std::vector<double> reference, std::vector<double> submission) {
    return reports::speedup_result{.reference_seconds = std::move(reference),
                                   .submission_seconds = std::move(submission)};
  };
  EXPECT_EQ(passes_naively({}), std::nullopt);
  EXPECT_EQ(passes_naively(measured({1, 1, 1, 1}, {1, 1, 1, 1})), std::nullopt);
  EXPECT_EQ(passes_naively(measured({1, 1, 1, 1, 1}, {9, 9, 0.8, 9, 9})), true);
  EXPECT_EQ(passes_naively(measured({1, 1, 1, 1, 1}, {0.9, 0.9, 0.9, 0.9, 0.9})), false);
  EXPECT_EQ(passes_naively(measured({1, 1, 1, 1, 1, 0.1}, {0.8, 1, 1, 1, 1, 1})), true)
      << "the sixth does not count";
}

}  // namespace
}  // namespace grader
