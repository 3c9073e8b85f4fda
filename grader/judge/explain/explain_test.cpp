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
#include "grader/manifest/manifest.hpp"

namespace judge {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf, ::testing::Contains, ::testing::Field, ::testing::HasSubstr,
    ::testing::IsEmpty, ::testing::SizeIs;

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

TEST_F(Trace, NamesTheWaitThatCostsSteps) {
  const auto result = run(sample("waits_too_early"), {.workers = 8});
  EXPECT_THAT(explains().of_lost_steps(result, operands),
              Contains(is("waits_too_early", 10,
                          "Line 10 waits for add(2, 8) before line 12 submits mul(2, 3), which "
                          "does not need it: 4 steps where 3 are possible")));
}

TEST_F(Trace, NamesTheWaitInTheLoop) {
  const auto result = run(sample("waits_in_the_loop"), {.workers = 8});
  EXPECT_THAT(explains().of_lost_steps(result, operands),
              Contains(is("waits_in_the_loop_that_submits", 16, "5 steps where 4")));
}

TEST_F(Trace, NamesWhatIsAtTheHeadOfTheLine) {
  const auto result = run(sample("submit_early_wait_late"), {.workers = 8, .costs = {1, 1, 3}});
  const auto found = explains().of_lost_steps(result, operands);
  ASSERT_FALSE(found.empty());
  EXPECT_THAT(found.front().message, HasSubstr("steps where"));
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
              Contains(is("nested_wait", 11, "needs 2 workers, and hangs with fewer")));
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
