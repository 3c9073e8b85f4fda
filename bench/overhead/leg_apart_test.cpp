// SPDX-License-Identifier: MIT
// A leg of an overhead tells from its process what it found; what goes wrong there stays there.
#include "bench/overhead/leg_apart.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "bench/overhead/fake_pools.hpp"

namespace bench::overhead {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

const work& the_flood() {
  return *std::ranges::find(works(), std::string_view("flood"), &work::name);
}

leg_outcome run_apart(const competitor& who, std::chrono::milliseconds limit = 30s) {
  return run_leg_apart({.what = the_flood(), .who = who, .workers = 1, .warm_up = 10, .size = 100},
                       limit);
}

timed_run wrong_at_last(std::int64_t tasks) { return {1e-6, tasks < 100 ? sum_below(tasks) : 0}; }
timed_run wrong_at_first(std::int64_t tasks) { return {1e-6, tasks < 100 ? 0 : sum_below(tasks)}; }
timed_run leaving_out(std::int64_t) { throw refused(""); }
timed_run throwing_a_number(std::int64_t) { throw 42; }

template <fake::says Say>
leg_outcome run_here() {
  const auto who = fake::that<Say>("fake");
  return run_leg({.what = the_flood(), .who = who, .workers = 1, .warm_up = 10, .size = 100});
}

TEST(OverheadLeg, ChecksTheAnswersOfTheWarmUpAndOfItself) {
  EXPECT_EQ(run_here<fake::steady<10>>().problem, std::nullopt);
  EXPECT_EQ(run_here<wrong_at_first>().problem, "failed: the answer is 0 and not 45");
  EXPECT_EQ(run_here<wrong_at_last>().problem, "failed: the answer is 0 and not 4950");
  EXPECT_THAT(*run_here<throwing_a_number>().problem, HasSubstr("no std::exception"));
  EXPECT_TRUE(is_left_out(run_here<leaving_out>()));
  EXPECT_FALSE(is_left_out(run_here<wrong_at_first>()));
}

TEST(OverheadLeg, SurvivesItsLine) {
  const leg_outcome found{
      .found = {.values = {0.5, std::nan("")}, .answer = -3, .tasks = 7, .curve = {{0.5, 2e-6}}}};
  const auto back = outcome_from_json(to_json_line(found));
  EXPECT_EQ(to_json_line(back), to_json_line(found));
  ASSERT_EQ(back.found.values.size(), 2U);
  EXPECT_EQ(back.found.values[0], 0.5);
  EXPECT_TRUE(std::isnan(back.found.values[1]));
  EXPECT_EQ(back.found.curve.at(0).y, 2e-6);
}

TEST(OverheadLeg, RefusesWordsAndLinesThatAreNone) {
  using words = std::vector<std::string>;
  for (const auto& each : {words{},
                           {"flood", "tbb", "1", "1"},
                           {"flod", "tbb", "1", "1", "1"},
                           {"flood", "tbbb", "1", "1", "1"},
                           {"flood", "tbb", "x", "1", "1"},
                           {"flood", "tbb", "1", "-1", "1"}})
    EXPECT_THROW(run_leg_of(each), std::invalid_argument) << testing::PrintToString(each);
  for (const char* text :
       {"", "{", "{}", "[]",
        R"({"values": [], "answer": 0, "tasks": 1, "curve": [], "problem": null})",
        R"({"values": [1], "answer": 0, "tasks": 1, "curve": [[1]], "problem": null})"})
    EXPECT_THROW(outcome_from_json(text), std::runtime_error) << text;
}

TEST(OverheadLegApart, IsTheSameFromOutside) {
  const auto found = run_apart(fake::that<fake::steady<10>>("steady"));
  EXPECT_EQ(found.problem, std::nullopt);
  EXPECT_THAT(found.found.values, ElementsAre(testing::DoubleNear(10e-9, 1e-15)));
  EXPECT_EQ(found.found.answer, 4950);
  EXPECT_EQ(found.found.tasks, 100);
}

TEST(OverheadLegApart, NamesTheCrashTheHangAndTheEndWithoutAnOutcome) {
  EXPECT_EQ(run_apart(fake::that<fake::crashing>("crashing")).problem,
            "failed: it crashed by SIGSEGV");
  EXPECT_EQ(run_apart(fake::that<fake::hanging>("hanging"), 1s).problem,
            "failed: it did not end within 1 s");
  EXPECT_THAT(*run_apart(fake::that<fake::exiting>("exiting")).problem,
              HasSubstr("no outcome of a leg"));
}

}  // namespace
}  // namespace bench::overhead
