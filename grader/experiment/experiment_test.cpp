// SPDX-License-Identifier: MIT
// The parts of experiments: load comes and goes, and the naive rule is as naive as it says.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>

#include "grader/experiment/busy_machine.hpp"
#include "grader/experiment/error_rate.hpp"
#include "grader/experiment/known_speedup.hpp"
#include "grader/experiment/naive_rule.hpp"
#include "grader/experiment/times_table.hpp"

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

TEST(ErrorRate, HasAnExactUpperBound) {
  EXPECT_NEAR((error_rate{0, 60}).upper_bound(), 1 - std::pow(0.05, 1.0 / 60), 1e-12);
  // Quantiles of the beta distribution: B(0.95; k + 1, n - k).
  EXPECT_NEAR((error_rate{1, 10}).upper_bound(), 0.394163, 1e-6);
  EXPECT_NEAR((error_rate{5, 100}).upper_bound(), 0.102253, 1e-6);
  EXPECT_NEAR((error_rate{9, 10}).upper_bound(), std::pow(0.95, 0.1), 1e-12);
}

TEST(ErrorRate, MayBeAnythingWithoutASingleRightOne) {
  EXPECT_EQ((error_rate{0, 0}).upper_bound(), 1);
  EXPECT_EQ((error_rate{3, 3}).upper_bound(), 1);
}

TEST(ErrorRate, SaysHowManyOfWhat) {
  EXPECT_EQ(to_text({1, 10}), "1 of 10 (10.0 %; at most 39.4 %)");
  EXPECT_EQ(to_text({}), "none judged");
}

TEST(TimesTable, KnowsWhichLimitsAreKept) {
  EXPECT_TRUE(keeps_its_limit({"check", 3.9, 4, false, "s"}));
  EXPECT_FALSE(keeps_its_limit({"check", 4.1, 4, false, "s"}));
  EXPECT_TRUE(keeps_its_limit({"grade", 31, 30, true, "a minute"}));
  EXPECT_FALSE(keeps_its_limit({"grade", 29, 30, true, "a minute"}));
  EXPECT_TRUE(keeps_its_limit({"check a crash", std::nullopt, 10, false, "s"}));
}

TEST(TimesTable, HasWhatWasMeasuredBesideItsLimit) {
  const auto text = table_of({{"check", 3.94, 4, false, "s"},
                              {"check a crash", std::nullopt, 10, false, "s"},
                              {"grade", 29, 30, true, "a minute"}});
  EXPECT_EQ(text,
            "                                                 here          limit\n"
            "check                                             3.9  at most   4.0 s\n"
            "check a crash                                       –  at most  10.0 s\n"
            "grade                                            29.0 at least  30.0 a minute  (not "
            "kept)\n");
}

/// Six operations of 2.5 ms on three workers, with a busy machine's wall time.
reports::submission_record graded_solution() {
  reports::submission_record record;
  record.speedup = reports::speedup_result{
      .workers = 3,
      .ideal = 2,
      .legs = {{"reference/iterations:1/manual_time", 1, 1, 40, 15, "ms"},
               {"submission/iterations:1/manual_time", 1, 1, 40, 99, "ms"},
               {"reference/iterations:1/manual_time", 2, 1, 40, 14.8, "ms"},
               {"reference/iterations:1/manual_time", 3, 1, 40, 15200, "us"}},
      .least_share = 0.8};
  return record;
}

TEST(KnownSpeedup, TakesItsFactsFromTheRecord) {
  const auto facts = facts_of(graded_solution());
  EXPECT_EQ(facts.workers, 3);
  EXPECT_EQ(facts.ideal, 2);
  EXPECT_EQ(facts.bar, 0.8);
  EXPECT_DOUBLE_EQ(facts.reference_ms, 15);
}

TEST(KnownSpeedup, IsNoneWithoutThem) {
  auto record = graded_solution();
  record.speedup->least_share.reset();
  EXPECT_THROW(facts_of(record), std::runtime_error);
  record = graded_solution();
  record.speedup->legs.clear();
  EXPECT_THROW(facts_of(record), std::runtime_error);
  EXPECT_THROW(facts_of({}), std::runtime_error);
}

TEST(KnownSpeedup, ComesOfAWaste) {
  const speedup_facts facts{.workers = 2, .ideal = 1.5, .bar = 0.75, .reference_ms = 15};
  EXPECT_DOUBLE_EQ(waste_for(1, facts), 0);
  EXPECT_DOUBLE_EQ(waste_for(0.5, facts), 10) << "twice the 10 ms of the best schedule";
}

TEST(KnownSpeedup, IsAboveAtAndBelowTheBar) {
  for (const double bar : {0.6, 0.73, 0.9}) {
    int above = 0, at = 0, below = 0;
    for (const double share : shares_around(bar)) {
      EXPECT_LT(share, 1);
      above += truth_of(share, bar) == truth::reached ? 1 : 0;
      at += truth_of(share, bar) == truth::at_the_bar ? 1 : 0;
      below += truth_of(share, bar) == truth::missed ? 1 : 0;
    }
    EXPECT_EQ(above, 3) << bar;
    EXPECT_EQ(at, 1) << bar;
    EXPECT_EQ(below, 3) << bar;
  }
}

}  // namespace
}  // namespace grader
