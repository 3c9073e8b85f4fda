// SPDX-License-Identifier: MIT
// Bars of runs and of schedules.
#include "grader/judge/timeline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grader/judge/graph_calls.hpp"
#include "grader/manifest/manifest.hpp"

namespace judge {
namespace {

using ::testing::ElementsAre, ::testing::IsEmpty, ::testing::SizeIs;

const operation_table table{{"add", "sub", "mul"}, [](std::uint32_t which, number x, number y) {
                              return which == 0 ? x + y : which == 1 ? x - y : x * y;
                            }};

operation done(std::uint32_t which, number x, number y, std::int64_t start, std::int64_t finish) {
  return {.which = which, .x = x, .y = y, .start = start, .finish = finish};
}
run_timeline drawn(const run_result& run, unsigned workers = 0) {
  return timeline_of(
      run, workers, [](const operation& what) { return to_text(what, table); },
      [](const operation& what) { return static_cast<int>(what.x); });
}
std::vector<reports::timeline_bar> bars_of(const run_result& run) { return drawn(run).bars; }

/// Three operations: two at once, on the caller's thread (1) and on thread 3, then one on
/// `last_thread`; threads 3 and 4 run tasks of the pool.
run_result told_run_on(std::uint32_t last_thread) {
  using protocol::trace_kind;
  run_result run{.ending = ending::returned,
                 .operations = {done(2, 5, 6, 0, 3), done(0, 3, 4, 0, 1), done(0, 1, 2, 2, 3)},
                 .trace = {.events = {{.kind = trace_kind::started, .thread = 3, .executor = 9},
                                      {.kind = trace_kind::started, .thread = 4, .executor = 9},
                                      {.kind = trace_kind::asks, .thread = 1},
                                      {.kind = trace_kind::asks, .thread = 3},
                                      {.kind = trace_kind::asks, .thread = last_thread}},
                           .main_thread = 1,
                           .pool = 9}};
  for (std::size_t i = 0; i < 3; ++i) run.operations[i].event = i + 3;
  return run;
}

TEST(Timeline, HasALaneForEachOperationAtOnce) {
  const auto bars =
      bars_of({.ending = ending::returned,
               .operations = {done(2, 5, 6, 0, 3), done(0, 3, 4, 0, 1), done(0, 1, 2, 1, 2)}});
  using bar = reports::timeline_bar;
  EXPECT_EQ(bars,
            (std::vector<bar>{
                {"add(3, 4)", 3, 0, 0, 1}, {"mul(5, 6)", 5, 1, 0, 3}, {"add(1, 2)", 1, 0, 1, 2}}));
}

TEST(Timeline, HasALaneForEachThreadThatTheTraceTellsOf) {
  const auto shown = drawn(told_run_on(4));
  using bar = reports::timeline_bar;
  EXPECT_EQ(shown.bars,
            (std::vector<bar>{
                {"add(3, 4)", 3, 0, 0, 1}, {"mul(5, 6)", 5, 1, 0, 3}, {"add(1, 2)", 1, 2, 2, 3}}))
      << "though the first lane was free for the last one";
  EXPECT_THAT(shown.lanes, ElementsAre("worker 1", "caller", "worker 2"));
}

TEST(Timeline, NamesTheSubmissionsOwnThreads) {
  EXPECT_THAT(drawn(told_run_on(7)).lanes, ElementsAre("worker 1", "caller", "thread 1"));
}

TEST(Timeline, HasLanesForWorkersThatRanNothing) {
  EXPECT_THAT(drawn(told_run_on(3), 3).lanes,
              ElementsAre("worker 1", "caller", "worker 2", "worker 3"));
  EXPECT_THAT(drawn(told_run_on(3), 4'000'000'000U).lanes, SizeIs(reports::most_bars));
}

TEST(Timeline, BelievesNoThreadThatDidTwoThingsAtOnce) {
  const auto shown = drawn(told_run_on(1), 3);
  EXPECT_THAT(shown.lanes, IsEmpty());
  EXPECT_EQ(shown.bars.back().lane, 0) << "the first that is free";
}

TEST(Timeline, NamesNobodyWhereAnOperationHasNoEvent) {
  for (const std::uint64_t event : {0, 1, 100}) {
    auto run = told_run_on(4);
    run.operations[0].event = event;
    EXPECT_THAT(drawn(run).lanes, IsEmpty()) << event;
  }
}

TEST(Timeline, IsOfRunsThatReturned) {
  EXPECT_THAT(bars_of({.ending = ending::crashed, .operations = {done(0, 3, 4, 0, 1)}}), IsEmpty());
  EXPECT_THAT(bars_of({.ending = ending::returned}), IsEmpty());
  EXPECT_THAT(bars_of({.ending = ending::returned,
                       .operations = std::vector(reports::most_bars + 1, done(0, 3, 4, 0, 1))}),
              IsEmpty());
}

TEST(IdealTimeline, IsAsEarlyAsTheOperandsAllow) {
  const auto graph = grader::read_manifest(EXPRESSION_MANIFEST).graph;
  const auto bars = ideal_timeline(graph, table, {1, 1, 1});
  std::vector<std::pair<std::string, std::int64_t>> starts;
  for (const auto& each : bars) starts.emplace_back(each.label, each.start);
  using start = std::pair<std::string, std::int64_t>;
  EXPECT_THAT(starts,
              ElementsAre(start("add(2, 8)", 0), start("add(3, 7)", 0), start("mul(2, 3)", 0),
                          start("mul(10, 10)", 1), start("sub(6, 1)", 1), start("mul(100, 5)", 2)));
  EXPECT_EQ(ideal_timeline(graph, table, {1, 1, 3}).back().finish, 7);
}

}  // namespace
}  // namespace judge
