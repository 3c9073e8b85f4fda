// SPDX-License-Identifier: MIT
// Runs purpose-written submissions in the real sandbox: every way to end is told apart, no packet
// is believed, and virtual time is exact.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grader/judge/compiled.hpp"

namespace judge {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr, ::testing::IsEmpty, ::testing::StartsWith;

const std::vector<number> lectures_operands{3, 7, 2, 8, 2, 3, 1};

/// A submission that a test runs again and again.
class submission {
 public:
  explicit submission(const std::filesystem::path& source)
      : compiled_(source), what_(compiled_.what()) {
    what_.limits.wall = 60s;  // what ends a run is never the clock, unless a test says so
  }
  run_limits& limits() { return what_.limits; }
  run_result run(run_request how = {}) const {
    if (how.operands.empty()) how.operands = lectures_operands;
    return conduct(what_, how);
  }
  /// With `a` as the first operand.
  run_result run_case(number a) const { return run({.operands = {a, 7, 2, 8, 2, 3, 1}}); }

 private:
  compiled compiled_;
  subject what_;
};

TEST(Conduct, ReturnsTheValueAndEveryOperation) {
  const auto result = submission(solution()).run();
  EXPECT_EQ(result.ending, ending::returned);
  EXPECT_EQ(result.value, 500);
  ASSERT_EQ(result.operations.size(), 6u);
  EXPECT_THAT(result.detail, IsEmpty());
  for (const auto& each : result.operations) {
    EXPECT_EQ(each.value, expression_operations.apply(each.which, each.x, each.y));
    EXPECT_EQ(each.finish, each.start + 1);
    EXPECT_FALSE(each.off_the_pool);
  }
  EXPECT_EQ(result.operations.back().value, 500);
  EXPECT_EQ(result.most_at_once, 3u);
}

TEST(Conduct, CountsTheSameStepsWithoutWalls) {
  const compiled solved(solution());
  auto what = solved.what();
  what.walls = sandbox::isolation::none;
  EXPECT_EQ(conduct(what, {.workers = 2, .operands = lectures_operands}).makespan, 4);
}

TEST(Conduct, KnowsHowSoonItSaidADeadlockAndOfNothingElse) {
  const submission deadlocks(testdata("deadlocks"));
  for (const auto how : {pace::virtual_time, pace::prompt}) {
    const auto mode = how == pace::prompt ? protocol::mode::burning : protocol::mode::served;
    const auto result = deadlocks.run(
        {.pace = how, .mode = mode, .burn_steps = 10, .operands = {0, 7, 2, 8, 2, 3, 1}});
    EXPECT_EQ(result.ending, ending::deadlocked);
    ASSERT_TRUE(result.said_after);
    EXPECT_GE(*result.said_after, 50ms) << "a shorter sleep may end by itself";
  }
  EXPECT_FALSE(submission(solution()).run().said_after);
}

TEST(Conduct, GivesTheOperandsThatItIsAskedToGive) {
  EXPECT_EQ(submission(solution()).run({.operands = {1, 2, 3, 4, 5, 6, 7}}).value, 483);
}

TEST(Conduct, AnswersAtOnceWhenItIsAskedTo) {
  const auto result = submission(solution()).run({.pace = pace::prompt});
  EXPECT_EQ(result.value, 500);
  EXPECT_EQ(result.makespan, 0);
}

TEST(Conduct, LetsAnOperationFail) {
  const auto result =
      submission(solution()).run({.pace = pace::prompt, .fails = [](const operation& asked) {
                                    return asked.which == 1
                                               ? std::optional<std::string>("no difference")
                                               : std::nullopt;
                                  }});
  EXPECT_EQ(result.ending, ending::threw);
  EXPECT_EQ(result.exception_type, "expression::operation_error");
  EXPECT_EQ(result.detail, "no difference");
}

TEST(Conduct, WaitsForWhatStillRunsWhenTheFunctionHasReturned) {
  const auto result = submission(testdata("leaves_a_task"))
                          .run({.pace = pace::prompt,
                                .fails = [](const operation&) { return std::string("too late"); }});
  EXPECT_EQ(result.ending, ending::returned);
  EXPECT_EQ(result.operations.size(), 1u);
  EXPECT_TRUE(has_event(result, protocol::trace_kind::fails)) << "nobody asked for its result";
}

TEST(Conduct, BelievesTheFirstOfSeveralReturns) {
  const submission returns(testdata("returns_twice"));
  for (const auto how : {pace::virtual_time, pace::prompt}) {
    const auto result = returns.run({.pace = how, .operands = {7, 8, 9, 0, 0, 0, 0}});
    EXPECT_EQ(result.ending, ending::returned) << result.detail;
    EXPECT_EQ(result.value, 7);
  }
}

TEST(Conduct, KeepsReceiptsOfOperationsThatBurn) {
  constexpr number steps = 1000;
  const auto result =
      submission(solution())
          .run({.pace = pace::prompt, .mode = protocol::mode::burning, .burn_steps = steps});
  EXPECT_EQ(result.value, 500);
  ASSERT_EQ(result.receipts.size(), 6u);
  for (const auto& each : result.receipts)
    EXPECT_EQ(each.chain_end, protocol::burn(each.which, each.x, each.y, steps));
}

TEST(Conduct, EvaluatesTheReferenceWithoutTheSubmission) {
  const auto result =
      submission(testdata("spins"))
          .run({.pace = pace::prompt, .mode = protocol::mode::reference, .burn_steps = 10});
  EXPECT_EQ(result.ending, ending::returned);
  EXPECT_EQ(result.value, 500);
}

TEST(Conduct, KnowsTheBackends) {
  const compiled solved(solution());
  bool has_pool = false, has_inline = false;
  for (const auto& each : backends_of(solved.what())) {
    has_pool = has_pool || (each.name == "thread_pool" && each.bounded_workers);
    has_inline = has_inline || each.name == "inline";
  }
  EXPECT_TRUE(has_pool && has_inline);
}

TEST(Conduct, KeepsWhatIsPrinted) {
  const auto result = submission(testdata("prints")).run();
  EXPECT_EQ(result.ending, ending::returned);
  EXPECT_EQ(result.output, "to stdout\nto stderr\n");
}

TEST(Conduct, TellsACrashByItsSignal) {
  const submission crashes(testdata("crashes"));
  for (const auto& [which, signal] : {std::pair{0, "SIGSEGV"}, {1, "SIGABRT"}, {2, "SIGABRT"}}) {
    const auto result = crashes.run_case(which);
    EXPECT_EQ(result.ending, ending::crashed) << which;
    EXPECT_THAT(result.detail, StartsWith(signal)) << which;
  }
}

TEST(Conduct, TellsAnEarlyExitByItsCode) {
  const submission exits(testdata("exits"));
  for (const int code : {0, 3}) {
    const auto result = exits.run_case(code);
    EXPECT_EQ(result.ending, ending::exited);
    EXPECT_EQ(result.detail, "exit(" + std::to_string(code) + ")");
  }
}

TEST(Conduct, FindsADeadlock) {
  const submission deadlocks(testdata("deadlocks"));
  for (const number how : {0, 1})
    EXPECT_EQ(deadlocks.run_case(how).ending, ending::deadlocked) << how;
}

TEST(Conduct, TakesAWaitWithATimeLimitForNoDeadlock) {
  submission waits(testdata("deadlocks"));
  waits.limits().wall = 1500ms;
  EXPECT_EQ(waits.run_case(2).ending, ending::timed_out) << "it could still wake by itself";
}

TEST(Conduct, TakesANapForNoDeadlock) {
  const auto result = submission(testdata("naps")).run();
  EXPECT_EQ(result.ending, ending::returned) << result.detail;
  EXPECT_EQ(result.value, 10);
  EXPECT_EQ(result.makespan, 1) << "real time is not virtual time";
}

TEST(Conduct, EndsARunAtItsTimeLimit) {
  submission spins(testdata("spins"));
  spins.limits().wall = 1500ms;
  const auto result = spins.run();
  EXPECT_EQ(result.ending, ending::timed_out);
  EXPECT_EQ(result.detail, "1.5 s");
}

TEST(Conduct, EndsARunAtItsMemoryLimit) {
  submission eats(testdata("eats_memory"));
  eats.limits().memory_mib = 256;
  EXPECT_EQ(eats.run().ending, ending::out_of_memory);
}

TEST(Conduct, EndsARunThatPrintsTooMuch) {
  const auto result = submission(testdata("floods")).run();
  EXPECT_EQ(result.ending, ending::flooded);
  EXPECT_LE(result.output.size(), 64u * 1024);
  EXPECT_THAT(result.output, StartsWith("are we there yet?"));
}

TEST(Conduct, NamesTheExceptionThatLeft) {
  const submission throws(testdata("throws"));
  const auto own = throws.run_case(0);
  EXPECT_EQ(own.ending, ending::threw);
  EXPECT_EQ(own.exception_type, "mine::mistake");
  EXPECT_EQ(own.detail, "I cannot add");
  const auto no_class = throws.run_case(1);
  EXPECT_EQ(no_class.ending, ending::threw);
  EXPECT_EQ(no_class.exception_type, "int");
  EXPECT_EQ(throws.run_case(2).ending, ending::out_of_memory);
  const auto wordy = throws.run_case(3);
  EXPECT_EQ(wordy.exception_type, "std::logic_error");
  EXPECT_THAT(wordy.detail, StartsWith("wwww"));
}

TEST(Conduct, ForbidsSystemCallsThatNoSolutionNeeds) {
  const submission breaks_out(testdata("breaks_out"));
  const std::vector<std::string> names{"clone",     "vfork",          "execve", "socket",
                                       "ptrace",    "unshare",        "mount",  "setsid",
                                       "clone",     "execveat",       "kill",   "memfd_create",
                                       "prlimit64", "io_uring_setup", "prctl"};
  for (number call = 0; call < std::ssize(names); ++call) {
    const auto result = breaks_out.run_case(call);
    EXPECT_EQ(result.ending, ending::forbidden) << call << ": " << result.detail;
    EXPECT_THAT(result.detail, StartsWith("tried to ")) << call;
    EXPECT_THAT(result.detail, HasSubstr("(system call " + names[static_cast<std::size_t>(call)]));
    EXPECT_TRUE(result.culprit) << call;
  }
}

TEST(Conduct, ForbidsThemOnEveryThreadAndInEveryPhase) {
  const submission breaks_out(testdata("breaks_out_elsewhere"));
  for (number where = 0; where <= 3; ++where) {
    const auto result = breaks_out.run_case(where);
    EXPECT_EQ(result.ending, ending::forbidden) << where << ": " << result.detail;
    EXPECT_THAT(result.detail, HasSubstr("start a process")) << where;
  }
}

TEST(Conduct, AllowsWhatIsSentToOneself) {
  EXPECT_EQ(submission(testdata("signals_itself")).run().value, 42);
}

TEST(Conduct, EndsASubmissionThatStopsItself) {
  submission stops(testdata("stops_itself"));
  stops.limits().wall = 500ms;
  EXPECT_EQ(stops.run().ending, ending::timed_out);
}

TEST(Conduct, ShowsASubmissionNothingOfTheMachine) {
  const auto result = submission(testdata("looks_around")).run();
  EXPECT_EQ(result.ending, ending::returned);
  EXPECT_EQ(result.value, 0);
}

TEST(Conduct, BelievesNoForgedPacket) {
  const submission forges(testdata("forges"));
  const std::vector<std::string> said{"none of the protocol's",
                                      "none of the protocol's",
                                      "none of the protocol's",
                                      "unknown kind",
                                      "unknown kind",
                                      "unknown kind",
                                      "unknown kind",
                                      "unknown kind",
                                      "out of turn",
                                      "out of turn",
                                      "out of turn",
                                      "out of turn",
                                      "does not exist",
                                      "out of turn",
                                      "twice under one number",
                                      "system call shutdown"};
  for (std::size_t which = 0; which < said.size(); ++which) {
    const auto result = forges.run_case(static_cast<number>(which));
    EXPECT_EQ(result.ending, ending::forbidden) << which << ": " << result.detail;
    EXPECT_THAT(result.detail, HasSubstr(said[which])) << which;
  }
}

TEST(Conduct, BelievesNoReturnBeforeTheCall) {
  const auto result = submission(testdata("forges_early")).run();
  EXPECT_EQ(result.ending, ending::forbidden);
  EXPECT_THAT(result.detail, HasSubstr("out of turn"));
  EXPECT_THAT(result.operations, IsEmpty());
}

TEST(Conduct, EndsARunThatAsksTooOften) {
  const auto result = submission(testdata("asks_too_often")).run({.pace = pace::prompt});
  EXPECT_EQ(result.ending, ending::forbidden);
  EXPECT_EQ(result.detail, "asked for more than 10000 operations");
  EXPECT_EQ(result.operations.size(), 10000u);
}

TEST(Conduct, IsNotKeptBusyByAFloodOfPackets) {
  for (const bool plugged : {false, true}) {
    const auto result =
        submission(testdata("floods_the_judge")).run({.workers = 1, .plugged = plugged});
    EXPECT_EQ(result.ending, ending::forbidden) << result.detail;
  }
}

TEST(Conduct, SaysWhenAFunctionIsMissing) {
  const auto result = submission(testdata("forgets_evaluate")).run();
  EXPECT_EQ(result.ending, ending::unloadable);
  EXPECT_THAT(result.detail, HasSubstr("evaluate"));
}

TEST(Conduct, LeavesAnOperationUnfinishedThatTheReturnDidNotWaitFor) {
  const auto result = submission(testdata("returns_early")).run();
  EXPECT_EQ(result.ending, ending::returned);
  EXPECT_EQ(result.value, 3);
  for (const auto& each : result.operations) EXPECT_FALSE(each.finish.has_value());
}

TEST(Conduct, TakesAMissingRunnerForAFaultOfOurs) {
  const compiled solved(solution());
  for (const auto walls : {sandbox::isolation::bubblewrap, sandbox::isolation::none}) {
    auto what = solved.what();
    what.runner = "/nowhere/runner";
    what.walls = walls;
    EXPECT_THROW(conduct(what, {.operands = lectures_operands}), fault);
    EXPECT_THROW(backends_of(what), fault);
  }
}

TEST(Conduct, TakesAnUnknownBackendForAFaultOfOurs) {
  EXPECT_THROW(submission(solution()).run({.backend = "no such pool"}), fault);
}

struct expected_steps {
  unsigned workers;
  std::int64_t makespan;
};

void PrintTo(const expected_steps& which, std::ostream* out) { *out << which.workers; }

class Steps : public ::testing::TestWithParam<expected_steps> {};

TEST_P(Steps, AreTheSameInAHundredRuns) {
  const auto [workers, makespan] = GetParam();
  const submission solved(solution());
  for (int repeat = 0; repeat < 100; ++repeat) {
    const auto result = solved.run({.workers = workers});
    ASSERT_EQ(result.ending, ending::returned) << result.detail;
    ASSERT_EQ(result.makespan, makespan) << "run " << repeat;
    ASSERT_LE(result.most_at_once, workers);
  }
}

INSTANTIATE_TEST_SUITE_P(OnWorkers, Steps,
                         ::testing::Values(expected_steps{1, 6}, expected_steps{2, 4},
                                           expected_steps{3, 3}, expected_steps{8, 3}),
                         ::testing::PrintToStringParamName());

}  // namespace
}  // namespace judge
