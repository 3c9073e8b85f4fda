// SPDX-License-Identifier: MIT
// Work, span and idle time of real runs, and of traces that say anything.
#include "grader/judge/work_span.hpp"

#include <gtest/gtest.h>

#include "grader/judge/compiled.hpp"
#include "reports/record/submission_record.hpp"

namespace judge {
namespace {

using namespace std::chrono_literals;
using protocol::trace_kind;

run_result run_of(const std::filesystem::path& source, unsigned workers,
                  std::vector<std::int64_t> costs = {}) {
  const compiled code(source);
  auto what = code.what();
  what.limits.wall = 60s;
  // No two values of this run are equal.
  return conduct(
      what,
      {.workers = workers, .operands = {13, 29, 51, 88, 202, 317, 7}, .costs = std::move(costs)});
}
work_span measured(const run_result& run) { return measure_work_and_span(run, tell(run)); }

TEST(WorkAndSpan, OfTheSolutionAreThoseOfItsGraph) {
  for (const unsigned workers : {1U, 2U, 3U, 16U}) {
    const auto found = measured(run_of(solution(), workers));
    EXPECT_EQ(found.work, 6) << workers;
    EXPECT_EQ(found.span, 3) << workers;
  }
}

TEST(WorkAndSpan, CountWhatOperationsTake) {
  const auto found = measured(run_of(solution(), 16, {1, 1, 3}));
  EXPECT_EQ(found.work, 12);
  EXPECT_EQ(found.span, 7);
}

TEST(WorkAndSpan, AreTheSameWhereOneOperationWaitsForTheOther) {
  EXPECT_EQ(measured(run_of(sample("one_at_a_time"), 16)).span, 6);
  EXPECT_EQ(measured(run_of(sample("one_at_a_time"), 1)).span, 6);
}

TEST(WorkAndSpan, SeeTheWaitsThatTheOperationsDoNotNeed) {
  EXPECT_EQ(measured(run_of(sample("waits_too_early"), 16)).span, 4);
}

TEST(WorkAndSpan, KeepTheLawsOfEveryWayToWriteIt) {
  for (const auto* const name :
       {"one_at_a_time", "fork_join_in_tasks", "tasks_that_wait", "callbacks_and_promises",
        "waits_in_the_loop", "sum_done_twice", "own_threads", "atomic_counter", "caller_helps"})
    for (const unsigned workers : {1U, 2U, 16U}) {
      const auto run = run_of(sample(name), workers);
      if (run.ending != ending::returned) continue;
      const auto found = measured(run);
      SCOPED_TRACE(testing::Message() << name << " on " << workers);
      ASSERT_TRUE(found.span);
      EXPECT_LE(*found.span, found.work);
      EXPECT_GT(*found.burdened_span, static_cast<double>(*found.span));
      EXPECT_GE(run.makespan, *found.span);
      if (workers == 16) {
        EXPECT_EQ(run.makespan, *found.span) << "nothing else kept it waiting";
      }
      if (const auto idle = idle_steps(run, workers)) {
        EXPECT_EQ(workers * run.makespan, found.work + *idle);
      }
    }
}

TEST(IdleSteps, AreWhatTheWorkersDidNotUse) {
  EXPECT_EQ(idle_steps(run_of(solution(), 2), 2), 2) << "of 2 workers in 4 steps";
  EXPECT_EQ(idle_steps(run_of(sample("one_at_a_time"), 2), 2), 6) << "of 2 workers in 6 steps";
  EXPECT_EQ(idle_steps(run_of(solution(), 1), 1), 0);
}

TEST(IdleSteps, MeanNothingForAnyNumberOfWorkersOrMoreWorkThanTheyCanDo) {
  const run_result run{.ending = ending::returned,
                       .operations = {{.start = 0, .finish = 1}, {.start = 0, .finish = 1}},
                       .makespan = 1};
  EXPECT_EQ(idle_steps(run, 2), 0);
  EXPECT_FALSE(idle_steps(run, 0));
  EXPECT_FALSE(idle_steps(run, 1)) << "own threads";
}

/// Two operations that ran at once, by a trace in which `second` asked for the second one.
run_result two_at_once(std::uint32_t second) {
  return {.ending = ending::returned,
          .operations = {{.x = 1, .value = 10, .start = 0, .finish = 1, .event = 1},
                         {.x = 2, .value = 20, .start = 0, .finish = 1, .event = 2}},
          .makespan = 1,
          .trace = {.events = {{.kind = trace_kind::asks, .thread = 1},
                               {.kind = trace_kind::asks, .thread = second}},
                    .main_thread = 1}};
}

TEST(WorkAndSpan, OfThreadsThatDoNotWaitAreThoseOfTheLongest) {
  EXPECT_EQ(measured(two_at_once(2)).span, 1);
  EXPECT_EQ(measured(two_at_once(2)).work, 2);
}

TEST(WorkAndSpan, BelieveNoTraceThatContradictsTheClock) {
  const auto found = measured(two_at_once(1));  // one thread, so one after the other
  EXPECT_FALSE(found.span);
  EXPECT_FALSE(found.burdened_span);
  EXPECT_EQ(found.work, 2) << "the judge's own";
}

TEST(WorkAndSpan, LeaveOutTheSpanWhereTheTraceDoesNotTell) {
  auto incomplete = two_at_once(2), elsewhere = two_at_once(2), large = two_at_once(2);
  incomplete.trace.complete = false;
  elsewhere.operations.back().event = 0;
  large.operations.resize(reports::most_bars + 1);
  EXPECT_FALSE(measured(incomplete).span);
  EXPECT_FALSE(measured(elsewhere).span);
  EXPECT_FALSE(measured(large).span);
}

TEST(WorkAndSpan, FollowTheValuesThatTheJudgeServed) {
  auto run = two_at_once(2);
  run.operations.back() = {
      .x = 10, .value = 20, .start = 1, .finish = 2, .answered_before = 1, .event = 2};
  run.trace.events.back().step = 1;
  run.makespan = 2;
  EXPECT_EQ(measured(run).span, 2) << "though no event tells how the value came to the thread";
}

}  // namespace
}  // namespace judge
