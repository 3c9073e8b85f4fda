// SPDX-License-Identifier: MIT
// The suite compares legs of the same round, checks every answer, and says why there is no number.
#include "bench/overhead/suite.hpp"

#include <gmock/gmock.h>

#include <set>

#include "bench/overhead/fake_pools.hpp"

namespace bench::overhead {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::DoubleNear;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsNan;
using testing::SizeIs;
using testing::ThrowsMessage;

const reports::bench_cost& cost_of(const suite_result& found, const std::string& competitor) {
  for (const auto& each : found.costs)
    if (each.competitor == competitor) return each;
  throw std::runtime_error("no " + competitor);
}

timed_run wrong(std::int64_t tasks) { return {1e-6, tasks}; }
timed_run wrong_later(std::int64_t tasks) {
  static int legs = 0;
  return {1e-6, ++legs < 6 ? sum_below(tasks) : 0};  // wrong in the last leg of two rounds
}
timed_run refusing(std::int64_t) { throw refused("it would rather not"); }
timed_run leaving_out(std::int64_t) { throw refused(""); }
timed_run throwing(std::int64_t) { throw std::runtime_error("no more threads"); }

/// 10 ns a task in the first round, 30 ns in the second: on a machine that gets slower.
template <int Factor>
timed_run drifting(std::int64_t tasks) {
  static int legs = 0;
  const double nanoseconds = ++legs <= 4 ? 10 : 30;  // two to try out, a trial and a leg
  return {1e-9 * nanoseconds * Factor * static_cast<double>(tasks), sum_below(tasks)};
}

TEST(Suite, ComparesLegsOfTheSameRound) {
  const auto found = fake::flood(
      {fake::that<drifting<1>>("thread_pool"), fake::that<drifting<4>>("four_times_slower")});
  const auto& slower = cost_of(found, "four_times_slower");
  EXPECT_THAT(slower.values, ElementsAre(DoubleNear(40e-9, 1e-15), DoubleNear(120e-9, 1e-15)));
  EXPECT_THAT(slower.ratios, ElementsAre(DoubleNear(0.25, 1e-9), DoubleNear(0.25, 1e-9)));
  EXPECT_THAT(cost_of(found, "thread_pool").ratios, ElementsAre(1, 1));
  EXPECT_TRUE(found.all_right);
}

TEST(Suite, CatchesAWrongAnswerInAnyLeg) {
  const auto found = fake::flood({fake::that<wrong>("wrong"), fake::that<wrong_later>("later"),
                                  fake::that<fake::steady<10>>("right")});
  EXPECT_FALSE(found.all_right);
  EXPECT_EQ(cost_of(found, "wrong").problem, "failed: the answer is 10 and not 45");
  EXPECT_EQ(cost_of(found, "later").problem, "failed: the answer is 0 and not 4950");
  EXPECT_THAT(cost_of(found, "later").values, IsEmpty());
  EXPECT_FALSE(cost_of(found, "later").answer_checked);
  EXPECT_EQ(cost_of(found, "right").problem, std::nullopt);
}

TEST(Suite, TellsWhyACompetitorHasNoNumbers) {
  const auto found = fake::flood({fake::that<refusing>("refusing")});
  EXPECT_TRUE(found.all_right);
  EXPECT_EQ(cost_of(found, "refusing").problem, "refused: it would rather not");
  const auto failed = fake::flood({fake::that<throwing>("throwing")});
  EXPECT_FALSE(failed.all_right);
  EXPECT_EQ(cost_of(failed, "throwing").problem, "failed: no more threads");
}

TEST(Suite, LeavesOutWhatMakesNoSense) {
  EXPECT_THAT(fake::flood({fake::that<leaving_out>("leaving_out")}).costs, IsEmpty());
}

TEST(Suite, HasNoRatiosWithoutTheReference) {
  const auto found = fake::flood({fake::that<fake::steady<10>>("alone")});
  EXPECT_THAT(found.costs.at(0).ratios, IsEmpty());
  const auto refused_one =
      fake::flood({fake::that<fake::steady<10>>("other"), fake::that<refusing>("thread_pool")});
  EXPECT_THAT(cost_of(refused_one, "other").ratios, IsEmpty());
}

TEST(Suite, ComparesAnAdapterWithItsNativeTwin) {
  auto adapter = fake::that<drifting<6>>("via_native");
  adapter.adapts = "native";
  const auto found = fake::flood({adapter, fake::that<drifting<3>>("native")});
  const auto& ratio = cost_of(found, "via_native/native");
  EXPECT_EQ(ratio.unit, "ratio");
  EXPECT_THAT(ratio.values, ElementsAre(DoubleNear(2, 1e-9), DoubleNear(2, 1e-9)));
  EXPECT_THAT(ratio.ratios, IsEmpty());
  EXPECT_EQ(found.costs.size(), 3U);
}

TEST(Suite, DoesNotCompareAnAdapterWithATwinThatHasNoNumbers) {
  auto adapter = fake::that<fake::steady<10>>("via_native");
  adapter.adapts = "native";
  EXPECT_EQ(fake::flood({adapter}).costs.size(), 1U);
  EXPECT_EQ(fake::flood({adapter, fake::that<refusing>("native")}).costs.size(), 2U);
}

TEST(Suite, GivesSlowCompetitorsSmallerLegs) {
  constexpr int second = 1'000'000'000;
  const auto found = fake::flood(
      {fake::that<fake::steady<10>>("fast"), fake::that<fake::steady<second / 100>>("slow")},
      10'000);
  EXPECT_EQ(cost_of(found, "fast").tasks, 10'000);
  EXPECT_NEAR(static_cast<double>(cost_of(found, "slow").tasks), 200, 1);  // two seconds
}

TEST(Suite, KeepsToTheMostTasksOfACompetitor) {
  auto bounded = fake::that<fake::steady<10>>("bounded");
  bounded.most_tasks = {{"flood", 25}};
  EXPECT_EQ(fake::flood({bounded}).costs.at(0).tasks, 25);
}

TEST(Suite, MeasuresTheWorkersThatAreAskedFor) {
  auto what = fake::flood_of(100);
  what.workers = {1, 2, 4};
  const auto found =
      fake::run({{what}, {fake::that<fake::steady<10>>("fake")}, {4, 2, 3}, scale::tiny});
  ASSERT_EQ(found.costs.size(), 2U);
  EXPECT_EQ(found.costs[0].workers, 2);
  EXPECT_EQ(found.costs[1].workers, 4);
}

/// The suite with legs here, and a machine that is disturbed during those legs, counted from 1.
suite_result flood_disturbed(std::vector<competitor> competitors, const std::set<int>& legs,
                             std::vector<work> asked = {fake::flood_of(100)}) {
  auto with = fake::here();
  int leg = 0;
  with.watch = [&](const std::function<void()>& doing) -> std::string {
    doing();
    return legs.contains(++leg) ? "noise" : "";
  };
  return run_suite({std::move(asked), std::move(competitors), {}, scale::tiny}, 1, with);
}

/// 1 ns a task in the first leg, 2 in the second, ...; one for each test.
template <int Test>
timed_run counting(std::int64_t tasks) {
  static int legs = 0;
  const auto nanoseconds = tasks < 100 ? 1 : ++legs;
  return {1e-9 * nanoseconds * static_cast<double>(tasks), sum_below(tasks)};
}

TEST(Suite, RunsADisturbedLegOnceMore) {
  const auto found =
      flood_disturbed({fake::that<counting<1>>("thread_pool")}, {2});  // 1 is the trial
  const auto& cost = found.costs.at(0);
  EXPECT_THAT(cost.values, ElementsAre(DoubleNear(2e-9, 1e-15), DoubleNear(3e-9, 1e-15)));
  EXPECT_THAT(cost.disturbances, ElementsAre("", ""));
  ASSERT_THAT(found.repeated_legs, SizeIs(1));
  const auto& first_try = found.repeated_legs.front();
  EXPECT_THAT(first_try.samples, ElementsAre(DoubleNear(1e-9, 1e-15)));
  EXPECT_EQ(first_try.disturbance, "noise");
  EXPECT_EQ(first_try.backend, "thread_pool");
}

TEST(Suite, KeepsALegThatIsDisturbedTwiceAndSaysThatItDoesNotCount) {
  const auto found = flood_disturbed({fake::that<fake::steady<10>>("thread_pool")}, {2, 3});
  const auto& cost = found.costs.at(0);
  EXPECT_THAT(cost.values, SizeIs(2));
  EXPECT_THAT(cost.disturbances, ElementsAre("noise", ""));
  EXPECT_THAT(cost.ratios, ElementsAre(IsNan(), 1)) << "nobody is compared with such a leg";
}

TEST(Suite, RunsFewLegsOnceMoreOnABusyMachine) {
  std::set<int> all;
  for (int leg = 1; leg < 1'000; ++leg) all.insert(leg);
  auto what = fake::flood_of(100);
  what.times_rounds = 16;
  const auto found = flood_disturbed({fake::that<fake::steady<10>>("only")}, all, {what});
  EXPECT_THAT(found.costs.at(0).disturbances, AllOf(SizeIs(32), Each("noise")));
}

TEST(Suite, DoesNotCountARatioOfWhichEitherLegWasDisturbed) {
  auto adapter = fake::that<fake::steady<20>>("via_native");
  adapter.adapts = "native";
  // Trials are 1 and 2, the legs of the first round 3 and 4, and 5 is the one that 4 had again.
  const auto found = flood_disturbed({adapter, fake::that<fake::steady<10>>("native")}, {4, 5});
  EXPECT_THAT(cost_of(found, "via_native/native").disturbances, ElementsAre("noise", ""));
}

TEST(Suite, HasCurvesOfLegsThatCount) {
  auto what = fake::flood_of(100);
  what.measure = [](pool& on, std::int64_t size) {
    auto found = cost_of_task(on.flood(size), size);
    found.curve = {{.x = 0.5, .y = found.values.front()}};
    return found;
  };
  // Legs of 1 and 2 ns, then one of 3.
  const auto found = flood_disturbed({fake::that<counting<2>>("only")}, {2, 3}, {what});
  ASSERT_THAT(found.costs.at(0).curve, SizeIs(1));
  EXPECT_NEAR(found.costs.at(0).curve[0].y, 3e-9, 1e-15);
}

TEST(Suite, LosesOneCellByACrashOrAHangAndNoOther) {
  suite asked{{fake::flood_of(100)}, fake::registered_in_processes(), {}, scale::tiny};
  auto with = fake::here();
  with.run_leg = [](const leg_order& order, auto) {
    return run_leg_apart(order, order.who.name == "hanging" ? 1s : 30s);
  };
  const auto found = run_suite(asked, 1, with);
  EXPECT_FALSE(found.all_right);
  EXPECT_EQ(cost_of(found, "crashing").problem, "failed: it crashed by SIGSEGV");
  EXPECT_EQ(cost_of(found, "crashing_later").problem, "failed: it crashed by SIGSEGV");
  EXPECT_EQ(cost_of(found, "hanging").problem, "failed: it did not end within 1 s");
  EXPECT_EQ(cost_of(found, "steady").problem, std::nullopt);
  EXPECT_THAT(cost_of(found, "steady").values, SizeIs(2));
}

/// Two works of the suite of a fake.
suite two_works() {
  auto second = fake::flood_of(50);
  second.place = 1;
  second.name = "second";
  second.metrics = {{"second", "s"}};
  return {{fake::flood_of(100), second}, {fake::that<fake::steady<10>>("fake")}, {}, scale::tiny};
}

TEST(Suite, SavesWorksAsTheyAreFinishedAndGoesOnWithThem) {
  const auto asked = two_works();
  auto with = fake::here();
  std::vector<std::vector<reports::bench_cost>> saved;
  with.save = [&](const auto& costs, const auto&) { saved.push_back(costs); };
  run_suite(asked, 1, with);
  ASSERT_THAT(saved, SizeIs(2));
  EXPECT_THAT(saved[0], SizeIs(1));
  EXPECT_THAT(saved[1], SizeIs(2));
  saved[0][0].values = {42};  // what is there stays
  const auto found = run_suite(asked, 1, fake::here(), saved[0]);
  ASSERT_THAT(found.costs, SizeIs(2));
  EXPECT_THAT(found.costs[0].values, ElementsAre(42));
  EXPECT_EQ(found.costs[1].work, "second");
}

TEST(Suite, DoesNotForgetAFailureOfAnEarlierRun) {
  auto known = run_suite(two_works(), 1, fake::here()).costs;
  known[0].problem = "refused: it would rather not";
  EXPECT_TRUE(run_suite(two_works(), 1, fake::here(), known).all_right);
  known[0].problem = "failed: it crashed";
  EXPECT_FALSE(run_suite(two_works(), 1, fake::here(), known).all_right);
}

TEST(Suite, KeepsFinishedWorksAloneWhenItIsStopped) {
  std::atomic<bool> stop{false};
  auto with = fake::here();
  with.stop = &stop;
  with.run_leg = [&](const leg_order& order, auto) {
    stop = order.what.name == "second" && order.size == 50;
    return run_leg(order);
  };
  const auto found = run_suite(two_works(), 1, with);
  EXPECT_TRUE(found.interrupted);
  ASSERT_THAT(found.costs, SizeIs(1));
  EXPECT_EQ(found.costs[0].work, "flood");
}

timed_run dear_when_small(std::int64_t tasks) {
  return {(tasks < 100 ? 30e-9 : 10e-9) * static_cast<double>(tasks), sum_below(tasks)};
}

TEST(Suite, ComparesAnAdapterWithLegsOfItsTwinThatAreAsSmall) {
  auto adapter = fake::that<fake::steady<60>>("via_native");
  adapter.adapts = "native";
  adapter.most_tasks = {{"flood", 20}};
  const auto found = fake::flood({adapter, fake::that<dear_when_small>("native")});
  const auto& ratio = cost_of(found, "via_native/native");
  EXPECT_THAT(ratio.values, ElementsAre(DoubleNear(2, 1e-9), DoubleNear(2, 1e-9)));
  EXPECT_EQ(ratio.tasks, 20);
  EXPECT_EQ(cost_of(found, "native").tasks, 100) << "others are compared with its whole legs";
  EXPECT_THAT(found.costs, SizeIs(3));
}

TEST(MakeSuite, TakesEverythingUnlessToldOtherwise) {
  const auto all = make_suite({});
  EXPECT_EQ(all.works.size(), works().size());
  EXPECT_EQ(all.competitors.size(), competitors().size());
}

TEST(MakeSuite, AlwaysHasTheReferences) {
  const auto some = make_suite({.workloads = {"fib"}, .backends = {"tbb"}});
  ASSERT_EQ(some.works.size(), 1U);
  std::vector<std::string_view> names;
  for (const auto& each : some.competitors) names.push_back(each.name);
  EXPECT_THAT(names, ElementsAre("process_pool", "tbb", "thread_pool"));
}

TEST(MakeSuite, NamesTheKnownOnesWhenANameIsUnknown) {
  EXPECT_THAT([] { make_suite({.workloads = {"fibb"}}); },
              ThrowsMessage<std::invalid_argument>(AllOf(HasSubstr("'fibb'"), HasSubstr("fib, "))));
  EXPECT_THAT([] { make_suite({.backends = {"tbbb"}}); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("tbb, ")));
}

}  // namespace
}  // namespace bench::overhead
