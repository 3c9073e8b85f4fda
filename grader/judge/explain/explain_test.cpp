// SPDX-License-Identifier: MIT
// Traces of real runs, what is made of them, and that no bytes in one can do any harm.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "grader/judge/compiled.hpp"
#include "grader/judge/explain/ending_story.hpp"
#include "grader/judge/explain/explainer.hpp"
#include "grader/judge/explain/habits.hpp"
#include "grader/judge/explain/lost_parallelism.hpp"
#include "grader/judge/explain/workers_needed.hpp"
#include "grader/manifest/manifest.hpp"

namespace judge {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf, ::testing::Contains, ::testing::ElementsAre, ::testing::Field,
    ::testing::HasSubstr, ::testing::IsEmpty, ::testing::SizeIs;

/// No two values of this run are equal.
const std::vector<number> operands{13, 29, 51, 88, 202, 317, 7};

class Trace : public testing::Test {
 protected:
  explicit Trace() : graph_(grader::read_manifest(EXPRESSION_MANIFEST).graph) {}

  run_result run(const std::filesystem::path& source, run_request how = {}) {
    compiled_.emplace(source);
    what_ = compiled_->what();
    what_.limits.wall = limit;
    explains_.emplace(what_, graph_);
    return run_again(std::move(how));
  }
  run_result run_again(run_request how) {
    if (how.operands.empty()) how.operands = operands;
    return conduct(what_, how);
  }
  explainer& explains() { return *explains_; }
  std::string workers_needed(run_request how) const {
    if (how.operands.empty()) how.operands = operands;
    return judge::workers_needed(what_, std::move(how));
  }
  call_sites sites() const { return {what_.submission, what_.walls}; }

  std::chrono::milliseconds limit = 60s;

 private:
  grader::operation_graph graph_;
  std::optional<compiled> compiled_;
  subject what_;
  std::optional<explainer> explains_;
};

std::size_t count(const activity& of, action::kind what) {
  return static_cast<std::size_t>(std::ranges::count(of.actions, what, &action::what));
}

auto costs(const std::string& text) { return Field(&mistake::cost, HasSubstr(text)); }

auto is(const std::string& rule, std::optional<int> line, const std::string& text) {
  return AllOf(Field(&mistake::rule, rule), Field(&mistake::line, line),
               Field(&mistake::message, HasSubstr(text)));
}

TEST_F(Trace, TellsWhoSubmittedAndAsked) {
  const auto result = run(solution(), {.workers = 8});
  const auto told = tell(result);
  EXPECT_TRUE(result.trace.complete);
  ASSERT_TRUE(told.main);
  EXPECT_EQ(count(told.activities[*told.main], action::kind::submits), 6U);
  std::size_t asked = 0;
  for (const auto& each : told.activities) asked += count(each, action::kind::asks);
  EXPECT_EQ(asked, 6U);
}

TEST_F(Trace, IsNotTakenWhereOperationsBurn) {
  const auto result =
      run(solution(), {.pace = pace::prompt, .mode = protocol::mode::burning, .burn_steps = 10});
  EXPECT_THAT(result.trace.events, IsEmpty());
}

TEST_F(Trace, IsBounded) {
  const auto result = run(testdata("many_tasks"));
  EXPECT_EQ(result.value, 42);
  EXPECT_FALSE(result.trace.complete);
  EXPECT_THAT(result.trace.events, SizeIs(protocol::trace_area::capacity));
  EXPECT_THAT(explains().of_lost_steps(result, operands), IsEmpty());
}

TEST_F(Trace, HasTheLineOfALongRunThatHangs) {
  const auto result = run(testdata("many_tasks"), {.operands = {1, 29, 51, 88, 202, 317, 7}});
  ASSERT_EQ(result.ending, ending::deadlocked);
  EXPECT_FALSE(result.trace.complete);
  EXPECT_THAT(explains().of_ending(result, operands),
              ElementsAre(is("deadlock", 9, "Line 9 waits, and nothing ends that")));
}

TEST_F(Trace, HasTheLineOfALongRunThatCrashes) {
  const auto result = run(testdata("many_tasks"), {.operands = {2, 29, 51, 88, 202, 317, 7}});
  ASSERT_EQ(result.ending, ending::crashed);
  EXPECT_FALSE(result.trace.complete);
  EXPECT_THAT(explains().of_ending(result, operands), ElementsAre(is("crash", 11, "line 11")));
}

TEST_F(Trace, HasTheLineOfALongRunThatDoesNotEnd) {
  limit = 2s;
  const auto result = run(testdata("many_tasks"), {.operands = {3, 29, 51, 88, 202, 317, 7}});
  ASSERT_EQ(result.ending, ending::timed_out);
  EXPECT_FALSE(result.trace.complete);
  EXPECT_THAT(explains().of_ending(result, operands),
              ElementsAre(is("still_running", 13, "Line 13 was not done")));
}

/// What is said of a run in which task 1 has ended, and waits in its callback for task 2, without
/// an end of that in the trace.
std::vector<mistake> said_of_an_open_wait(ending how, bool complete) {
  using protocol::trace_kind;
  const run_result run{
      .ending = how,
      .trace = {.events = {{.kind = trace_kind::submitted, .thread = 1, .task = 1, .executor = 9},
                           {.kind = trace_kind::submitted, .thread = 1, .task = 2, .executor = 9},
                           {.kind = trace_kind::started, .thread = 2, .task = 1, .executor = 9},
                           {.kind = trace_kind::finished, .thread = 2, .task = 1, .executor = 9},
                           {.kind = trace_kind::wait_begins, .thread = 2, .task = 2, .by = 1},
                           {.kind = trace_kind::wait_begins, .thread = 1, .task = 2}},
                .complete = complete,
                .main_thread = 1,
                .pool = 9}};
  const auto story = tell(run);
  const call_sites nowhere("", sandbox::isolation::none);
  const told_run told{.run = run, .story = story, .sites = nowhere, .name = [](const operation&) {
                        return std::string("an operation");
                      }};
  auto found = bad_habits(told);
  const auto why = explain_ending(told);
  found.insert(found.end(), why.begin(), why.end());
  return found;
}

TEST(OpenWait, LastsForEverOnlyIfTheTraceIsComplete) {
  EXPECT_THAT(said_of_an_open_wait(ending::returned, true),
              Contains(is("blocks_in_a_callback", {}, "waits in a callback")));
  EXPECT_THAT(said_of_an_open_wait(ending::returned, false), IsEmpty());
  EXPECT_THAT(said_of_an_open_wait(ending::deadlocked, true),
              Contains(is("deadlock", {}, "which has not started")));
  EXPECT_THAT(said_of_an_open_wait(ending::deadlocked, false), IsEmpty());
}

TEST_F(Trace, NamesTheWaitThatCostsSteps) {
  const auto result = run(sample("waits_too_early"), {.workers = 8});
  EXPECT_THAT(explains().of_lost_steps(result, operands),
              Contains(AllOf(is("waits_too_early", 10,
                                "Line 10 waits for add(2, 8) before line 12 submits mul(2, 3), "
                                "which does not need it."),
                             costs("4 steps where 3 are possible."))));
}

TEST_F(Trace, NamesTheWaitInTheLoop) {
  const auto result = run(sample("waits_in_the_loop"), {.workers = 8});
  EXPECT_THAT(explains().of_lost_steps(result, operands),
              Contains(AllOf(is("waits_in_the_loop_that_submits", 16, "which does not need it."),
                             costs("5 steps where 4 are possible."))));
}

TEST_F(Trace, NamesWhatIsAtTheHeadOfTheLine) {
  const auto result = run(sample("submit_early_wait_late"), {.workers = 8, .costs = {1, 1, 3}});
  const auto found = explains().of_lost_steps(result, operands);
  ASSERT_FALSE(found.empty());
  EXPECT_THAT(found.front(),
              AllOf(is("head_of_line_waiting", 10,
                       "Line 10 waits for mul(2, 3) before line 11 submits mul(10, 10), which does "
                       "not need it."),
                    costs("9 steps where 7 are possible.")));
}

TEST_F(Trace, FindsNothingInTheSolution) {
  const auto result = run(solution(), {.workers = 8});
  EXPECT_THAT(explains().of_lost_steps(result, operands), IsEmpty());
  EXPECT_THAT(explains().of_habits(result, operands, 0), IsEmpty());
  const auto on_one = run(solution(), {.workers = 1});
  EXPECT_THAT(explains().of_habits(on_one, operands, 1), IsEmpty());
}

TEST_F(Trace, TellsHowManyWorkersNestedWaitsNeed) {
  const auto result = run(sample("fork_join_in_tasks"), {.workers = 1});
  EXPECT_THAT(explains().of_habits(result, operands, 1),
              Contains(AllOf(is("nested_wait", 11, "Line 11 waits in a task for"),
                             costs("needs 2 workers, and hangs with fewer"))));
  const auto in_order = run(sample("tasks_that_wait"), {.workers = 1});
  EXPECT_THAT(explains().of_habits(in_order, operands, 1), IsEmpty())
      << "each task starts after those that it waits for";
}

TEST_F(Trace, OutlivesADeadlockAndTellsWhoWaits) {
  const auto result = run(sample("waits_by_hand"), {.workers = 1});
  ASSERT_EQ(result.ending, ending::deadlocked);
  const auto found = explains().of_ending(result, operands);
  EXPECT_THAT(found, Contains(is("deadlock", 29, "waits for the task of line 21")));
  EXPECT_THAT(found, Contains(is("waits_by_hand", 20, "could not start")));
}

TEST_F(Trace, TellsHowManyWorkersADeadlockNeeds) {
  run(sample("waits_by_hand"), {.workers = 1});
  EXPECT_EQ(workers_needed({.workers = 1}), "It needs 2 workers, and hangs with fewer.");
  EXPECT_EQ(workers_needed({.backend = "inline", .workers = 0}), "") << "it has no workers";
}

TEST_F(Trace, TellsWhenNoNumberOfWorkersEndsADeadlock) {
  const std::vector<number> in_a_task{1, 1, 1, 1, 1, 1, 1};
  const auto result = run(testdata("deadlocks"), {.workers = 1, .operands = in_a_task});
  ASSERT_EQ(result.ending, ending::deadlocked);
  EXPECT_EQ(workers_needed({.workers = 1, .operands = in_a_task}), "No number of workers helps.");
}

TEST_F(Trace, TellsWhoWaitsForWhomInACircle) {
  for (const unsigned workers : {1u, 3u}) {
    const auto result = run(sample("circle_of_futures"), {.workers = workers});
    ASSERT_EQ(result.ending, ending::threw);
    const auto found = explains().of_ending(result, operands);
    EXPECT_THAT(found, SizeIs(2));
    EXPECT_THAT(found, Contains(is("circle_of_waits", 15, "which waits in line 19")));
    EXPECT_THAT(found, Contains(is("circle_of_waits", 19, "which waits in line 15")));
  }
}

TEST_F(Trace, HasNoStoryOfOtherExceptions) {
  const auto result = run(testdata("throws"));
  ASSERT_EQ(result.ending, ending::threw);
  EXPECT_THAT(explains().of_ending(result, operands), IsEmpty());
}

TEST_F(Trace, KnowsTheStatementOfCallsThatTheCompilerPutsAtTheEndOfTheirFunction) {
  const auto result = run(sample("guessed_operands"), {.workers = 8});
  ASSERT_THAT(result.operations, SizeIs(6));
  for (const auto& each : result.operations) EXPECT_EQ(explains().line_of(result, each), 12);
}

TEST_F(Trace, TellsWhichOperationIsOneTooMany) {
  const auto result = run(sample("threads_in_a_task"), {.workers = 1});
  EXPECT_THAT(
      explains().of_excess(result, operands, 1),
      Contains(is("too_many_at_once", 10,
                  "add(3, 7), and with it 2 operations ran at once on a pool with 1 worker.")));
  EXPECT_THAT(explains().of_excess(result, operands, 2), IsEmpty());
}

TEST_F(Trace, OutlivesACrash) {
  const auto result = run(sample("null_pointer"));
  ASSERT_EQ(result.ending, ending::crashed);
  EXPECT_THAT(explains().of_ending(result, operands), Contains(is("crash", 21, "line 21")));
}

TEST_F(Trace, OutlivesAStackThatIsUsedUp) {
  const auto result = run(sample("endless_recursion"));
  ASSERT_EQ(result.ending, ending::crashed);
  EXPECT_THAT(explains().of_ending(result, operands),
              Contains(is("endless_recursion", 11, "calls the function that it is in")));
}

TEST_F(Trace, OutlivesBeingKilled) {
  limit = 1s;
  const auto result = run(sample("spins_until_done"));
  ASSERT_EQ(result.ending, ending::timed_out);
  EXPECT_THAT(explains().of_ending(result, operands),
              Contains(is("busy_waiting", 8, "while add(3, 7) was under way")));
}

TEST_F(Trace, AsksForTheLinesOfAThousandAddressesAndNoMore) {
  const auto result = run(solution());
  std::vector<protocol::call_path> paths, invented;
  for (const auto& each : result.trace.events) paths.push_back(each.path);
  for (std::uint32_t address = 1; address <= 1000; ++address) invented.push_back({address});
  const auto has_lines = [&](const call_sites& sites) {
    return std::ranges::any_of(paths,
                               [&](const auto& path) { return sites.line_of(path).has_value(); });
  };
  auto some = sites(), too_many = sites();
  some.find(paths);
  EXPECT_TRUE(has_lines(some));
  too_many.find(invented);
  too_many.find(paths);
  EXPECT_FALSE(has_lines(too_many));
}

TEST_F(Trace, OfAScribblerHarmsNobody) {
  run(testdata("scribbles"));
  for (const number small : {0, 1})
    for (number seed = 0; seed < 10; ++seed) {
      const std::vector<number> from{13, 29, seed, small, 1, 1, 1};
      const auto result = run_again({.operands = from});
      EXPECT_EQ(result.value, 42);
      explains().of_lost_steps(result, from);
      explains().of_habits(result, from, 0);
      explains().of_habits(result, from, 1);
    }
}

/// What a run could leave behind, changed at random.
run_result changed(run_result from, std::mt19937_64& random) {
  auto& events = from.trace.events;
  const auto any_of_them = [&]() -> traced_event& { return events[random() % events.size()]; };
  for (auto changes = random() % 8; changes > 0; --changes) switch (random() % 6) {
      case 0:
        any_of_them().task = any_of_them().task;
        break;
      case 1:
        any_of_them().by = any_of_them().task;
        break;
      case 2:
        any_of_them().kind = static_cast<protocol::trace_kind>(random() % 14);
        break;
      case 3:
        any_of_them().thread = any_of_them().thread;
        break;
      case 4:
        std::swap(any_of_them(), any_of_them());
        break;
      default:
        from.operations[random() % from.operations.size()].event = random() % (events.size() + 3);
    }
  from.ending = static_cast<ending>(random() % 6);
  return from;
}

TEST_F(Trace, OfAnyBytesHarmsNobody) {
  std::mt19937_64 random(1);
  for (const auto* const name : {"fork_join_in_tasks", "waits_in_the_loop", "waits_by_hand"}) {
    const auto result = run(sample(name), {.workers = 8});
    const call_sites nowhere("", sandbox::isolation::none);
    for (int i = 0; i < 3'000; ++i) {
      const auto other = changed(result, random);
      const auto story = tell(other);
      const told_run told{
          .run = other, .story = story, .sites = nowhere, .name = [](const operation&) {
            return std::string("an operation");
          }};
      explain_lost_parallelism(told);
      explain_ending(told);
      bad_habits(told);
      explain_starvation(told);
    }
  }
}

}  // namespace
}  // namespace judge
