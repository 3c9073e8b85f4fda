// SPDX-License-Identifier: MIT
// The optimum of a task graph, against values known by hand and against trying every schedule.
#include "grader/judge/task_graph.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <random>

namespace judge {
namespace {

task_graph chain(int tasks) {
  task_graph result;
  for (int task = 0; task < tasks; ++task)
    result.needs.push_back(task == 0 ? std::vector<int>{} : std::vector<int>{task - 1});
  return result;
}

task_graph independent(int tasks) {
  return {std::vector<std::vector<int>>(static_cast<std::size_t>(tasks))};
}

/// Tries every schedule, those that leave workers idle included.
std::int64_t best_of_all_schedules(const task_graph& graph, int workers, unsigned done = 0) {
  const auto count = graph.needs.size();
  const unsigned all = (1u << count) - 1;
  if (done == all) return 0;
  unsigned ready = 0;
  for (std::size_t task = 0; task < count; ++task)
    if ((done >> task & 1u) == 0 &&
        std::ranges::all_of(graph.needs[task], [&](int need) { return (done >> need & 1u) != 0; }))
      ready |= 1u << task;
  auto best = std::numeric_limits<std::int64_t>::max();
  for (unsigned step = ready; step != 0; step = (step - 1) & ready)
    if (std::popcount(step) <= workers)
      best = std::min(best, 1 + best_of_all_schedules(graph, workers, done | step));
  return best;
}

TEST(TaskGraph, NeedsSixFourThreeAndThreeStepsForTheLecturesExpression) {
  const task_graph expression{{{}, {}, {}, {0, 1}, {2}, {3, 4}}};
  EXPECT_EQ(expression.serial(), 6);
  EXPECT_EQ(expression.optimum(1), 6);
  EXPECT_EQ(expression.optimum(2), 4);
  EXPECT_EQ(expression.optimum(3), 3);
  EXPECT_EQ(expression.optimum(8), 3);
}

TEST(TaskGraph, GainsNothingOnAChain) {
  for (const int workers : {1, 2, 5}) EXPECT_EQ(chain(7).optimum(workers), 7);
}

TEST(TaskGraph, SharesIndependentTasksOut) {
  for (int workers = 1; workers <= 9; ++workers)
    EXPECT_EQ(independent(8).optimum(workers), (8 + workers - 1) / workers) << workers;
}

TEST(TaskGraph, OfNothingTakesNoTime) { EXPECT_EQ(task_graph{}.optimum(2), 0); }

TEST(TaskGraph, ChoosesTheTasksThatTheCriticalPathNeeds) {
  // Three tasks that nobody needs, then a chain of three: taking the first ones first loses a step.
  const task_graph graph{{{}, {}, {}, {}, {3}, {4}}};
  EXPECT_EQ(graph.optimum(2), 3);
}

TEST(TaskGraph, TakesAsManyTasksAsItPromises) { EXPECT_EQ(chain(20).optimum(2), 20); }

TEST(TaskGraph, IsAsGoodAsTheBestOfAllSchedules) {
  std::mt19937 random(20240611);  // any seed; fixed, so that a failure comes back
  std::uniform_int_distribution<int> sizes(1, 7);
  std::bernoulli_distribution has_edge(0.35);
  for (int round = 0; round < 200; ++round) {
    auto graph = independent(sizes(random));
    for (std::size_t task = 0; task < graph.needs.size(); ++task)
      for (int need = 0; need < static_cast<int>(task); ++need)
        if (has_edge(random)) graph.needs[task].push_back(need);
    for (const int workers : {1, 2, 3, 4})
      EXPECT_EQ(graph.optimum(workers), best_of_all_schedules(graph, workers))
          << "round " << round << ", workers " << workers;
  }
}

}  // namespace
}  // namespace judge
