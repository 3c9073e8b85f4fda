// SPDX-License-Identifier: MIT
// The optimum of a task graph, against published values and against trying every schedule.
#include "grader/judge/task_graph.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <numeric>
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
  return {.needs = std::vector<std::vector<int>>(static_cast<std::size_t>(tasks))};
}

std::vector<int> in_order(const task_graph& graph) {
  std::vector<int> order(graph.needs.size());
  std::iota(order.begin(), order.end(), 0);
  return order;
}

/// Tries every schedule, those that leave workers idle included, one step of time after the other.
class every_schedule {
 public:
  every_schedule(const task_graph& graph, int workers) : graph_(graph), workers_(workers) {}
  std::int64_t best() { return best(std::vector<std::int64_t>(graph_.needs.size(), 0), 0); }

 private:
  bool is_over(const std::vector<std::int64_t>& passed, int task) const {
    return passed[static_cast<std::size_t>(task)] >= graph_.cost(task);
  }
  /// `passed`: how long each task ran; tasks from `next` on have not been decided on in this step.
  std::int64_t best(std::vector<std::int64_t> passed, int next) {
    if (next == graph_.size()) return best_from_next_step(std::move(passed));
    auto least = std::numeric_limits<std::int64_t>::max();
    const auto& needs = graph_.needs[static_cast<std::size_t>(next)];
    const bool could_start =
        passed[static_cast<std::size_t>(next)] == 0 && running(passed) < workers_ &&
        std::ranges::all_of(needs, [&](int need) { return is_over(passed, need) && !fresh(need); });
    if (could_start) {
      starting_.push_back(next);
      least = best(passed, next + 1);
      starting_.pop_back();
    }
    return std::min(least, best(std::move(passed), next + 1));
  }
  bool fresh(int task) const { return std::ranges::find(starting_, task) != starting_.end(); }
  int running(const std::vector<std::int64_t>& passed) const {
    int count = static_cast<int>(starting_.size());
    for (int task = 0; task < graph_.size(); ++task)
      count += passed[static_cast<std::size_t>(task)] > 0 && !is_over(passed, task) ? 1 : 0;
    return count;
  }
  std::int64_t best_from_next_step(std::vector<std::int64_t> passed) {
    bool all_over = true, any_runs = !starting_.empty();
    for (int task = 0; task < graph_.size(); ++task) {
      auto& time = passed[static_cast<std::size_t>(task)];
      any_runs = any_runs || (time > 0 && !is_over(passed, task));
      all_over = all_over && is_over(passed, task);
      if (fresh(task) || (time > 0 && !is_over(passed, task))) ++time;
    }
    if (all_over) return 0;
    // To let a step pass in which nothing runs never helps.
    if (!any_runs) return std::numeric_limits<std::int64_t>::max() / 2;
    const auto before = std::exchange(starting_, {});
    const auto rest = best(std::move(passed), 0);
    starting_ = before;
    return 1 + rest;
  }

  const task_graph& graph_;
  int workers_;
  std::vector<int> starting_;
};

/// A2 B1 C10<-A D3<-B E10<-A F3<-C,E.
const task_graph needs_idling{.needs = {{}, {}, {0}, {1}, {0}, {2, 4}},
                              .costs = {2, 1, 10, 3, 10, 3}};
/// Graham 1969: nine tasks, the last behind the first, four behind the fourth.
const task_graph graham{.needs = {{}, {}, {}, {}, {3}, {3}, {3}, {3}, {0}},
                        .costs = {3, 2, 2, 2, 4, 4, 4, 4, 9}};

task_graph with_costs_less_one(task_graph graph) {
  for (auto& cost : graph.costs) --cost;
  return graph;
}

TEST(TaskGraph, NeedsSixFourThreeAndThreeStepsForTheLecturesExpression) {
  const task_graph expression{.needs = {{}, {}, {}, {0, 1}, {2}, {3, 4}}};
  EXPECT_EQ(expression.work(), 6);
  EXPECT_EQ(expression.span(), 3);
  EXPECT_EQ(expression.optimum(1), 6);
  EXPECT_EQ(expression.optimum(2), 4);
  EXPECT_EQ(expression.optimum(3), 3);
  EXPECT_EQ(expression.optimum(8), 3);
}

TEST(TaskGraph, KnowsTheExpressionWhenItsOperationsTakeUnequalTime) {
  const task_graph long_products{.needs = {{}, {}, {}, {0, 1}, {2}, {3, 4}},
                                 .costs = {1, 1, 3, 3, 1, 3}};
  EXPECT_EQ(long_products.work(), 12);
  EXPECT_EQ(long_products.span(), 7);
  EXPECT_EQ(long_products.optimum(2), 8);
  EXPECT_EQ(long_products.optimum(3), 7);
  const task_graph long_sums{.needs = {{}, {}, {}, {0, 1}, {2}, {3, 4}},
                             .costs = {3, 3, 1, 1, 1, 1}};
  EXPECT_EQ(long_sums.work(), 10);
  EXPECT_EQ(long_sums.span(), 5);
  EXPECT_EQ(long_sums.optimum(2), 6);
  EXPECT_EQ(long_sums.optimum(3), 5);
}

TEST(TaskGraph, LeavesAWorkerIdleWhereThatIsShorter) {
  EXPECT_EQ(needs_idling.optimum(2), 15);
  EXPECT_EQ(needs_idling.lower_bound(2), 15);
}

TEST(TaskGraph, IsShorterThanEveryGreedyScheduleWhereIdlingHelps) {
  auto order = in_order(needs_idling);
  auto best = std::numeric_limits<std::int64_t>::max();
  do best = std::min(best, needs_idling.list_schedule(2, order));
  while (std::ranges::next_permutation(order).found);
  EXPECT_EQ(best, 17);
}

TEST(TaskGraph, KeepsItsOptimumThroughGrahamsAnomalies) {
  EXPECT_EQ(graham.optimum(3), 12);
  EXPECT_EQ(graham.optimum(4), 12);
  EXPECT_EQ(with_costs_less_one(graham).optimum(3), 10);
}

TEST(TaskGraph, ShowsGrahamsAnomaliesInItsListSchedules) {
  const auto order = in_order(graham);
  EXPECT_EQ(graham.list_schedule(3, order), 12);
  EXPECT_EQ(graham.list_schedule(4, order), 15) << "more workers, and slower";
  EXPECT_EQ(with_costs_less_one(graham).list_schedule(3, order), 13) << "shorter tasks, and slower";
  auto freer = graham;
  freer.needs[4].clear();
  freer.needs[5].clear();
  EXPECT_EQ(freer.list_schedule(3, order), 16) << "fewer constraints, and slower";
}

TEST(TaskGraph, BeatsLongestProcessingTimeFirst) {
  auto tasks = independent(5);
  tasks.costs = {3, 3, 2, 2, 2};
  EXPECT_EQ(tasks.optimum(2), 6);
  EXPECT_EQ(tasks.list_schedule(2, in_order(tasks)), 7);
}

TEST(TaskGraph, SharesFiveUnitTasksAmongTwoInThreeSteps) {
  EXPECT_EQ(independent(5).optimum(2), 3);
}

TEST(TaskGraph, GainsNothingOnAChain) {
  for (const int workers : {1, 2, 5}) EXPECT_EQ(chain(7).optimum(workers), 7);
}

TEST(TaskGraph, SharesIndependentTasksOut) {
  for (int workers = 1; workers <= 9; ++workers)
    EXPECT_EQ(independent(8).optimum(workers), (8 + workers - 1) / workers) << workers;
}

TEST(TaskGraph, OfNothingTakesNoTime) {
  EXPECT_EQ(task_graph{}.optimum(2), 0);
  EXPECT_EQ(task_graph{}.work(), 0);
  EXPECT_EQ(task_graph{}.span(), 0);
}

TEST(TaskGraph, ChoosesTheTasksThatTheCriticalPathNeeds) {
  // Three tasks that nobody needs, then a chain of three: taking the first ones first loses a step.
  const task_graph graph{.needs = {{}, {}, {}, {}, {3}, {4}}};
  EXPECT_EQ(graph.optimum(2), 3);
}

TEST(TaskGraph, TakesAsManyTasksAsItPromises) {
  EXPECT_EQ(chain(20).optimum(2), 20);
  auto tasks = independent(20);
  for (int task = 0; task < 20; ++task) tasks.costs.push_back(1 + task * 7 % 10);
  EXPECT_EQ(tasks.optimum(3), (tasks.work() + 2) / 3);
}

TEST(TaskGraph, IsAsGoodAsTheBestOfAllSchedules) {
  std::mt19937 random(20240611);  // any seed; fixed, so that a failure comes back
  std::uniform_int_distribution<int> sizes(1, 6);
  std::uniform_int_distribution<std::int64_t> costs(1, 3);
  std::bernoulli_distribution has_edge(0.35);
  for (int round = 0; round < 100; ++round) {
    auto graph = independent(sizes(random));
    for (int task = 0; task < graph.size(); ++task) {
      if (round % 2 == 0) graph.costs.push_back(costs(random));
      for (int need = 0; need < task; ++need)
        if (has_edge(random)) graph.needs[static_cast<std::size_t>(task)].push_back(need);
    }
    for (const int workers : {1, 2, 3}) {
      const auto best = every_schedule(graph, workers).best();
      EXPECT_EQ(graph.optimum(workers), best) << "round " << round << ", workers " << workers;
      EXPECT_LE(graph.lower_bound(workers), best);
      EXPECT_GE(graph.list_schedule(workers, in_order(graph)), best);
    }
  }
}

TEST(TaskGraph, KeepsTheLawsOfWorkAndSpan) {
  for (const auto& graph : {needs_idling, graham, with_costs_less_one(graham)})
    for (const int workers : {1, 2, 3, 4, 9}) {
      const auto best = graph.optimum(workers);
      EXPECT_GE(best * workers, graph.work());
      EXPECT_GE(best, graph.span());
      EXPECT_LE(best * workers, graph.work() + (workers - 1) * graph.span()) << "Graham's bound";
    }
}

}  // namespace
}  // namespace judge
