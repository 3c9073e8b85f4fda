// SPDX-License-Identifier: MIT
// A leg keeps every sample; what goes wrong in it is its problem, and stays in its process.
#include "bench/leg.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cmath>

#include "bench/faulty.hpp"

namespace bench {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::Each;
using testing::Gt;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

leg leg_on(const std::string& workload, const std::string& backend = "thread_pool") {
  return {.workload = workload, .size = 1, .answer = 1, .backend = backend, .workers = 2};
}

TEST(Leg, KeepsTheTimeOfEachRun) {
  const auto found = run_leg(leg_on("right"));
  EXPECT_EQ(found.problem, std::nullopt);
  EXPECT_EQ(found.workers, 2);
  EXPECT_THAT(found.samples, AllOf(SizeIs(1), Each(Gt(0))));
  EXPECT_GT(found.cpu_seconds, 0);
  EXPECT_GT(found.peak_bytes, 1e5);
}

TEST(Leg, PreparesItsWorkloadOnceBeforeTheFirstRun) {
  for (const char* backend : {"thread_pool", ""}) {
    faulty::prepared = 0;
    auto what = leg_on("needs_preparation", backend);
    what.seconds = 0.001;
    const auto found = run_leg(what);
    EXPECT_EQ(found.problem, std::nullopt) << backend;
    EXPECT_EQ(faulty::prepared, 1) << backend;
  }
}

TEST(Leg, FillsItsTimeAndCountsTheLeast) {
  auto what = leg_on("right");
  what.seconds = 0.02;
  const auto found = run_leg(what);
  ASSERT_GT(found.samples.size(), 5U);
  EXPECT_EQ(found.seconds(), *std::ranges::min_element(found.samples));
}

TEST(Leg, IsMadeSlowerByAPart) {
  auto what = leg_on("napping");
  what.slowdown = 9;
  EXPECT_THAT(run_leg(what).samples, AllOf(SizeIs(1), Each(Gt(0.02)))) << "naps of 2 ms";
}

TEST(Leg, RunsTheSerialCode) {
  const auto found =
      run_leg({.workload = "fib", .size = 12, .answer = 144, .backend = "", .workers = {}});
  EXPECT_EQ(found.problem, std::nullopt);
  EXPECT_THAT(found.samples, SizeIs(1));
}

TEST(Leg, TurnsWhatGoesWrongIntoAProblem) {
  EXPECT_EQ(run_leg(leg_on("wrong")).problem, "failed: the answer is 41 and not 1");
  EXPECT_EQ(run_leg(leg_on("throwing")).problem, "failed: no more");
  EXPECT_EQ(run_leg(leg_on("refused")).problem, "refused: it would abort");
  EXPECT_THAT(*run_leg(leg_on("nothing")).problem, HasSubstr("nothing"));
  auto later = leg_on("wrong_later");
  later.seconds = 0.01;
  EXPECT_EQ(run_leg(later).problem, "failed: the answer is 2 and not 1");
  EXPECT_THAT(run_leg(later).samples, IsEmpty());
}

TEST(Leg, SurvivesItsWordsAndItsLine) {
  const leg what{.workload = "fib",
                 .size = -3,
                 .answer = 1LL << 60,
                 .backend = "tbb",
                 .workers = 7,
                 .seconds = 0.125,
                 .slowdown = 0.15};
  auto words = leg_arguments(what);
  EXPECT_EQ(words.front(), "leg");
  words.erase(words.begin());
  EXPECT_EQ(leg_arguments(leg_from_arguments(words)), leg_arguments(what));
  const leg_result found{
      .samples = {0.5, 0.25}, .cpu_seconds = 1, .workers = 3, .peak_bytes = std::nan("")};
  EXPECT_EQ(to_json_line(leg_result_from_json(to_json_line(found))), to_json_line(found));
}

TEST(Leg, RefusesWordsAndLinesThatAreNone) {
  EXPECT_THROW(leg_from_arguments({"fib"}), std::invalid_argument);
  EXPECT_THROW(leg_from_arguments({"fib", "x", "1", "tbb", "1", "0", "0"}), std::invalid_argument);
  EXPECT_THROW(leg_from_arguments({"fib", "1", "1", "tbb", "1x", "0", "0"}), std::invalid_argument);
  for (const char* text : {"", "{", "{}", "[]", R"({"samples": [], "cpu_seconds": 0, "workers": 1,
                           "peak_bytes": 1, "problem": null})"})
    EXPECT_THROW(leg_result_from_json(text), std::runtime_error) << text;
}

TEST(LegApart, IsTheSameFromOutside) {
  const auto found = run_leg_apart(leg_on("right"), 30s);
  EXPECT_EQ(found.problem, std::nullopt);
  EXPECT_EQ(found.workers, 2);
  EXPECT_THAT(found.samples, SizeIs(1));
  EXPECT_EQ(run_leg_apart(leg_on("throwing"), 30s).problem, "failed: no more");
}

TEST(LegApart, NamesTheCrashTheHangAndTheEndWithoutAResult) {
  EXPECT_EQ(run_leg_apart(leg_on("crashing"), 30s).problem, "failed: it crashed by SIGSEGV");
  EXPECT_EQ(run_leg_apart(leg_on("hanging"), 1s).problem, "failed: it did not end within 1 s");
  EXPECT_THAT(*run_leg_apart(leg_on("exiting"), 30s).problem, HasSubstr("no result of a leg"));
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a process is left";
}

}  // namespace
}  // namespace bench
