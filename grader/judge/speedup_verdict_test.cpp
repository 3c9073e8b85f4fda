// SPDX-License-Identifier: MIT
// Frauds by time, and legs that end otherwise, from the legs to what the student reads.
#include "grader/judge/speedup_verdict.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>

namespace judge {
namespace {

using reports::check_status;

const grader::check speedup_check{.id = "speedup",
                                  .title = "A real speedup",
                                  .benchmark = "speedup",
                                  .points = 2,
                                  .hint = "Look for work outside the operations."};

/// The expression on two workers: six operations, four steps at best, of 2.5 ms each.
constexpr speedup_bar bar_of_test{.ideal = 1.5, .workers = 2, .least_share = 0.73};
constexpr double work = 0.015;
constexpr double best = work / 1.5;

/// Two processors without noise, on which a submission's legs go as the test says.
class scripted_legs final : public leg_source {
 public:
  explicit scripted_legs(std::function<leg(int)> submission) : submission_(std::move(submission)) {}
  leg run_reference() override { return named("reference", timed(work, work)); }
  leg run_submission() override { return named("submission", submission_(++submissions_)); }
  leg run_ceiling() override { return named("ceiling", timed(work / 2, work)); }

  static leg timed(double wall, double cpu) {
    return {.wall_seconds = wall, .cpu_seconds = cpu, .own_seconds = wall};
  }
  int submissions() const noexcept { return submissions_; }

 private:
  static leg named(const char* name, leg done) {
    done.reported.name = name;
    return done;
  }
  std::function<leg(int)> submission_;
  int submissions_ = 0;
};

speedup_verdict judged(std::function<leg(int)> submission) {
  scripted_legs legs(std::move(submission));
  return judge_speedup(speedup_check, bar_of_test, legs);
}

speedup_verdict judged_always(const leg& submission) {
  return judged([=](int) { return submission; });
}

void expect_fraud(const speedup_verdict& got, const std::string& rule, const std::string& text) {
  EXPECT_EQ(got.check.status, check_status::failed);
  EXPECT_EQ(got.check.points, 0);
  EXPECT_EQ(got.check.max_points, 2);
  EXPECT_EQ(got.check.message, text);
  EXPECT_EQ(got.check.hint, speedup_check.hint);
  ASSERT_TRUE(got.mistake);
  EXPECT_EQ(got.mistake->rule, rule);
  EXPECT_EQ(got.mistake->message, text);
}

TEST(SpeedupVerdict, GivesAGoodSolutionItsPoints) {
  const auto got = judged_always(scripted_legs::timed(best * 1.02, work));
  EXPECT_EQ(got.check.status, check_status::passed) << got.check.message;
  EXPECT_EQ(got.check.points, 2);
  EXPECT_EQ(got.check.hint, "");
  EXPECT_FALSE(got.mistake);
}

TEST(SpeedupVerdict, FindsLegsFasterThanAnyScheduleAllows) {
  expect_fraud(judged_always(scripted_legs::timed(best / 3, work)), "impossible_speed",
               "4.50 times as fast as one operation after the other, where no schedule reaches "
               "more than 1.50: work was left out.");
}

TEST(SpeedupVerdict, FindsLegsThatUseLessProcessorTimeThanTheWorkNeeds) {
  expect_fraud(judged_always(scripted_legs::timed(best, 0.3 * work)), "no_work",
               "4.5 ms of processor time were used, where the operations need 15.0 ms.");
}

TEST(SpeedupVerdict, FindsWorkThatWasDoneBeforeTheClockStarted) {
  // All but the last operation was there when the operands came: little time, little of the
  // processors.
  expect_fraud(judged_always(scripted_legs::timed(best / 4, work / 6)), "no_work",
               "2.5 ms of processor time were used, where the operations need 15.0 ms.");
}

TEST(SpeedupVerdict, KeepsTheLegsOfAFraud) {
  const auto got = judged_always(scripted_legs::timed(best / 3, work));
  ASSERT_TRUE(got.measured);
  EXPECT_EQ(got.measured->pairs, 9);
  EXPECT_EQ(got.measured->legs.size(), 27U);
}

TEST(SpeedupVerdict, DoesNotAccuseOfAFraudBecauseOfOneLeg) {
  const auto got = judged([](int leg) {
    return leg == 1 ? scripted_legs::timed(best / 3, 0) : scripted_legs::timed(best, work);
  });
  EXPECT_FALSE(got.mistake);
  EXPECT_EQ(got.check.points, 2);
}

TEST(SpeedupVerdict, SaysOfAFailedLegWhatHappened) {
  const auto got = judged([](int leg) {
    auto done = scripted_legs::timed(best, work);
    if (leg == 3) done.problem = leg_problem{"crash", "Your program crashed: SIGSEGV."};
    return done;
  });
  expect_fraud(got, "crash", "Your program crashed: SIGSEGV.");
  ASSERT_TRUE(got.measured);
  EXPECT_EQ(got.measured->reference_seconds.size(), 2U) << "the pairs before it";
  EXPECT_EQ(got.measured->legs.size(), 9U) << "and its own legs";
}

TEST(SpeedupVerdict, IsNoneOfALegOfOurOwnThatFails) {
  class failing final : public leg_source {
    leg run_reference() override { return {.problem = leg_problem{"timeout", "too late"}}; }
    leg run_submission() override { return {}; }
    leg run_ceiling() override { return {}; }
  };
  failing legs;
  EXPECT_THROW(judge_speedup(speedup_check, bar_of_test, legs), fault);
}

TEST(SpeedupVerdict, KeepsEachLegWithItsPairInTheOrderTheyRan) {
  const auto got = judged_always(scripted_legs::timed(best, work));
  ASSERT_TRUE(got.measured);
  std::string order;
  for (const auto& each : got.measured->legs)
    if (each.pair <= 2) order += fmt::format("{} {}, ", each.pair, each.name);
  EXPECT_EQ(order, "1 reference, 1 submission, 1 ceiling, 2 submission, 2 reference, 2 ceiling, ");
  EXPECT_EQ(got.measured->least_share, 0.73);
}

TEST(SpeedupVerdict, RefusesAMachineWithOneProcessorWithoutAnyLeg) {
  scripted_legs legs([](int) { return leg{}; });
  const auto got = judge_speedup(speedup_check, {.workers = 1}, legs);
  EXPECT_EQ(got.check.status, check_status::refused);
  EXPECT_EQ(got.check.points, 2);
  EXPECT_FALSE(got.measured);
  EXPECT_EQ(legs.submissions(), 0);
}

TEST(SpeedupVerdict, RefusesACoarseClockAtOnceAndForNoPoint) {
  scripted_legs legs([](int) { return scripted_legs::timed(best, work); });
  auto bar = bar_of_test;
  bar.clock_tick = 0.001;
  const auto got = judge_speedup(speedup_check, bar, legs);
  EXPECT_EQ(got.check.status, check_status::refused);
  EXPECT_EQ(got.check.points, 2);
  EXPECT_EQ(got.check.message,
            "The clock of this machine is too coarse to measure a speedup; that costs no point.");
  EXPECT_EQ(legs.submissions(), 1);
}

TEST(SpeedupVerdict, TellsTheShareOfADisturbedSubmissionByItsBound) {
  auto slow = scripted_legs::timed(3 * best, work);
  slow.own_seconds = best / 0.8 / 0.71;  // seven tenths of what two processors allow
  slow.disturbance = "other programs were running";
  const auto got = judged_always(slow);
  EXPECT_EQ(got.check.status, check_status::failed);
  EXPECT_EQ(got.check.points, 1) << "half of them, as on a quiet machine";
  EXPECT_EQ(got.check.message,
            "At most 71 % of what this machine allows, busy as it is (median of 9 pairs); 73 % is "
            "asked for.");
}

}  // namespace
}  // namespace judge
