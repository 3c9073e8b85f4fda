// SPDX-License-Identifier: MIT
// Laws of the workloads: what is built is registered, and every backend gives the right answer.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "bench/measure.hpp"

namespace bench {
namespace {

std::vector<std::string> built_workloads() {
  std::vector<std::string> names;
  std::istringstream list(BUILT_WORKLOADS);
  for (std::string name; std::getline(list, name, ',');) names.push_back(name);
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> registered_workloads() {
  std::vector<std::string> names;
  for (const auto& known : workloads()) names.emplace_back(known.name);
  return names;
}

TEST(Workloads, AreExactlyTheFilesThatWereBuiltInOrder) {
  EXPECT_EQ(registered_workloads(), built_workloads());
}

TEST(WorkloadsDeathTest, RefuseANameThatIsTaken) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(workload_registration(workloads().front()), "two workloads are named");
}

TEST(Workloads, FindNamesTheKnownOnesWhenAskedForAnother) {
  try {
    find_workload("no_such_workload");
    FAIL() << "found an unknown workload";
  } catch (const std::invalid_argument& problem) {
    EXPECT_NE(std::string(problem.what()).find("no_such_workload"), std::string::npos);
    EXPECT_NE(std::string(problem.what()).find("fib"), std::string::npos);
  }
}

class Workload : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Every, Workload, testing::ValuesIn(registered_workloads()),
                         [](const auto& instance) { return instance.param; });

bool is_refused(const workload& what, const futures::backend& where) {
  return what.refusal != nullptr && what.refusal(where, what.sizes.tiny).has_value();
}

TEST_P(Workload, GivesTheRightAnswerOnEveryBackendAndKeepsEachRepetition) {
  auto cells = make_cells({.workloads = {GetParam()}, .workers = {1, 2, 3}, .size = scale::tiny});
  std::erase_if(cells, [](const cell& each) { return is_refused(each.what, each.where); });
  const surroundings here{.run_leg = [](const leg& what, auto) { return run_leg(what); }};
  const auto found = measure(cells, {.repetitions = 3}, here);
  EXPECT_TRUE(found.all_right);
  ASSERT_EQ(found.results.size(), cells.size());
  for (const auto& result : found.results) {
    EXPECT_EQ(result.problem, std::nullopt) << result.backend;
    EXPECT_TRUE(result.answer_checked);
    EXPECT_EQ(result.wall_seconds.size(), 3U);
    EXPECT_EQ(result.cpu_seconds.size(), 3U);
    for (const auto seconds : result.wall_seconds) EXPECT_GT(seconds, 0) << result.backend;
  }
}

TEST_P(Workload, RunsInFullOnEveryBackendThatBoundsItsWorkers) {
  const auto& what = find_workload(GetParam());
  for (const auto& where : futures::backends()) {
    if (!where.caps.bounded_workers || what.refusal == nullptr) continue;
    EXPECT_EQ(what.refusal(where, what.sizes.full), std::nullopt) << where.name;
  }
}

TEST_P(Workload, IsTooMuchForNoBackendWhenTiny) {
  const auto& what = find_workload(GetParam());
  for (const auto& where : futures::backends()) {
    const bool would_wait_in_submit = what.name == "blocking" && !where.caps.asynchronous;
    EXPECT_EQ(is_refused(what, where), would_wait_in_submit) << where.name;
  }
}

TEST_P(Workload, GrowsWithItsSizes) {
  const auto& what = find_workload(GetParam());
  EXPECT_LE(what.sizes.tiny, what.sizes.quick);
  EXPECT_LE(what.sizes.quick, what.sizes.full);
  EXPECT_GT(what.tasks(what.sizes.tiny), 0);
  EXPECT_GT(what.tasks(what.sizes.quick), 1);
  EXPECT_LE(what.tasks(what.sizes.quick), what.tasks(what.sizes.full));
}

TEST_P(Workload, SaysWhatItStressesEachLabelOnce) {
  const auto& labels = find_workload(GetParam()).labels;
  EXPECT_FALSE(labels.empty());
  const std::set<stress> each(labels.begin(), labels.end());
  EXPECT_EQ(each.size(), labels.size());
  for (const auto label : labels) EXPECT_NE(name_of(label), "unknown");
}

TEST_P(Workload, HasSerialCodeWhereThereIsSomethingToCompute) {
  const auto& what = find_workload(GetParam());
  const bool computes = std::ranges::any_of(what.labels, [](stress label) {
    return label == stress::computation || label == stress::memory_bandwidth;
  });
  const bool computes_in_tasks =
      std::set<std::string>{"skynet", "fan_out_in", "random_tree"}.contains(GetParam());
  if (computes || computes_in_tasks) {
    EXPECT_NE(what.serial, nullptr);
  }
  if (what.serial != nullptr) {
    EXPECT_EQ(what.serial(what.sizes.tiny), what.answer(what.sizes.tiny));
    EXPECT_EQ(what.serial(what.sizes.quick), what.answer(what.sizes.quick));
  }
}

TEST_P(Workload, StandsInTheTableOfTheReadme) {
  std::ostringstream readme;
  readme << std::ifstream(BENCH_FOLDER "/README.md").rdbuf();
  EXPECT_NE(readme.str().find("| `" + GetParam() + "` |"), std::string::npos);
}

TEST(Fib, IsRefusedWhereItWouldStartThousandsOfThreads) {
  const auto& fib = find_workload("fib");
  const futures::backend thread_a_task{.name = "fake", .caps = {.asynchronous = true}};
  const futures::backend serial{.name = "fake", .caps = {}};
  EXPECT_TRUE(fib.refusal(thread_a_task, fib.sizes.quick).has_value());
  EXPECT_FALSE(fib.refusal(thread_a_task, fib.sizes.tiny).has_value());
  EXPECT_FALSE(fib.refusal(serial, fib.sizes.full).has_value());
}

TEST_P(Workload, IsRefusedOnlyWhereItWouldStartThousandsOfThreads) {
  const auto& what = find_workload(GetParam());
  if (what.refusal == nullptr) return;
  const futures::backend thread_a_task{.name = "fake", .caps = {.asynchronous = true}};
  for (const auto size : {what.sizes.tiny, what.sizes.quick, what.sizes.full})
    EXPECT_EQ(what.refusal(thread_a_task, size).has_value(), what.tasks(size) > 1'000) << size;
}

// What others published, or can be counted by hand.
TEST(Workloads, HaveTheAnswersAndTheTasksOfTheLiterature) {
  EXPECT_EQ(find_workload("skynet").answer(1'000'000), 499'999'500'000);
  EXPECT_EQ(find_workload("skynet").tasks(1'000'000), 1'111'111);
  EXPECT_EQ(find_workload("nqueens").answer(14), 365'596);
  EXPECT_EQ(find_workload("nqueens").tasks(3), 1 + 3 + 2);  // no queen fits in the third row
  EXPECT_EQ(find_workload("quadrature").answer(2), 6);      // 16/4 + 4/2
  EXPECT_EQ(find_workload("fib_cutoff").tasks(20), 1);
  EXPECT_EQ(find_workload("fib_cutoff").tasks(22), 5);
}

TEST(TreeSearch, HasTheSameTreeOnEveryMachine) {
  EXPECT_EQ(find_workload("tree_search").answer(2), 35);
  EXPECT_EQ(find_workload("tree_search").answer(8), 107'962);
}

TEST(RandomTree, HasTheSameExpressionOnEveryMachine) {
  const auto& tree = find_workload("random_tree");
  EXPECT_EQ(tree.answer(1), tree.serial(1));
  EXPECT_EQ(tree.answer(20), 7'270'214'196'068'487'801);
  EXPECT_NE(tree.answer(500), tree.answer(501));
  EXPECT_EQ(tree.tasks(20), 39) << "each number, and an operation for each but one";
}

TEST(WordCount, HasItsTextBeforeTheFirstRun) {
  EXPECT_NE(find_workload("word_count").prepare, nullptr);
}

TEST(Fib, SubmitsOneTaskForEachCall) {  // the counts of the literature: 2 F(n+1) - 1
  EXPECT_EQ(find_workload("fib").tasks(20), 21'891);
  EXPECT_EQ(find_workload("fib").tasks(40), 331'160'281);
  EXPECT_EQ(find_workload("fib").answer(40), 102'334'155);
}

}  // namespace
}  // namespace bench
