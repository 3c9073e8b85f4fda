// SPDX-License-Identifier: MIT
// Bars of runs and of schedules.
#include "grader/judge/timeline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grader/judge/graph_calls.hpp"
#include "grader/manifest/manifest.hpp"

namespace judge {
namespace {

using ::testing::ElementsAre, ::testing::Field, ::testing::IsEmpty;

const operation_table table{{"add", "sub", "mul"}, [](std::uint32_t which, number x, number y) {
                              return which == 0 ? x + y : which == 1 ? x - y : x * y;
                            }};

operation done(std::uint32_t which, number x, number y, std::int64_t start, std::int64_t finish) {
  return {.which = which, .x = x, .y = y, .start = start, .finish = finish};
}
std::vector<reports::timeline_bar> bars_of(run_result run) {
  return timeline_of(
      run, [](const operation& what) { return to_text(what, table); },
      [](const operation& what) { return static_cast<int>(what.x); });
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
