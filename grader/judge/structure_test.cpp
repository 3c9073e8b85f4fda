// SPDX-License-Identifier: MIT
// The exercise's graph as the judge computes with it, and what makespans are worth.
#include "grader/judge/structure.hpp"

#include <gtest/gtest.h>

#include "grader/manifest/manifest.hpp"

namespace judge {
namespace {

const grader::operation_graph& expression_graph() {
  static const auto graph = grader::read_manifest(EXPRESSION_MANIFEST).graph;
  return graph;
}

number no_value(std::uint32_t, number, number) { return 0; }
const operation_table table{{"add", "sub", "mul"}, no_value};

task_graph under(std::size_t setting) {
  return graph_with(expression_graph(), expression_graph().costs.at(setting));
}

TEST(ExpressionGraph, IsTheLectures) {
  const auto graph = under(0);
  EXPECT_EQ(graph.needs, (std::vector<std::vector<int>>{{}, {}, {}, {0, 1}, {2}, {3, 4}}));
  EXPECT_EQ(graph.costs, (std::vector<std::int64_t>{1, 1, 1, 1, 1, 1}));
}

TEST(ExpressionGraph, AllowsTheseMakespans) {
  const auto optima = [](const task_graph& graph) {
    std::vector<std::int64_t> result;
    for (const int workers : {1, 2, 3, 16}) result.push_back(graph.optimum(workers));
    return result;
  };
  EXPECT_EQ(optima(under(0)), (std::vector<std::int64_t>{6, 4, 3, 3}));
  EXPECT_EQ(optima(under(1)), (std::vector<std::int64_t>{12, 8, 7, 7})) << "long products";
  EXPECT_EQ(optima(under(2)), (std::vector<std::int64_t>{10, 6, 5, 5})) << "long sums";
}

TEST(ExpressionGraph, AllowsTheseSpeedups) {
  EXPECT_DOUBLE_EQ(ideal_speedup(expression_graph(), 1), 1);
  EXPECT_DOUBLE_EQ(ideal_speedup(expression_graph(), 2), 1.5);
  EXPECT_DOUBLE_EQ(ideal_speedup(expression_graph(), 3), 2);
}

TEST(ExpressionGraph, ThatIsMissingIsAFaultOfOurs) { EXPECT_THROW(ideal_speedup({}, 2), fault); }

TEST(ExpressionGraph, LeavesWorkersToSpare) {
  EXPECT_GE(workers_to_spare(expression_graph()), 12u);
}

TEST(Costs, AreInTheOrderOfTheOperations) {
  EXPECT_EQ(costs_by_number(expression_graph().costs.at(1), table),
            (std::vector<std::int64_t>{1, 1, 3}));
}

TEST(Costs, OfAFunctionThatTheExerciseHasNotAreAFaultOfOurs) {
  EXPECT_THROW(costs_by_number(expression_graph().costs.at(0), {{"add", "sub"}, no_value}), fault);
}

TEST(ShareOfGain, IsWhatTheExercisePromises) {
  // The table of its README, as shares of the points for the critical path.
  EXPECT_DOUBLE_EQ(share_of_gain(6, 6, 4), 0);
  EXPECT_DOUBLE_EQ(share_of_gain(5, 6, 4), 0.4);
  EXPECT_DOUBLE_EQ(share_of_gain(4, 6, 4), 1);
  EXPECT_DOUBLE_EQ(share_of_gain(6, 6, 3), 0);
  EXPECT_DOUBLE_EQ(share_of_gain(5, 6, 3), 0.2);
  EXPECT_DOUBLE_EQ(share_of_gain(4, 6, 3), 0.5);
  EXPECT_DOUBLE_EQ(share_of_gain(3, 6, 3), 1);
}

TEST(ShareOfGain, StaysBetweenNothingAndAll) {
  EXPECT_EQ(share_of_gain(7, 6, 3), 0) << "more than one at a time";
  EXPECT_EQ(share_of_gain(2, 6, 3), 1) << "less than the optimum";
  EXPECT_EQ(share_of_gain(0, 6, 3), 0) << "no operation at all";
  EXPECT_EQ(share_of_gain(6, 6, 6), 0) << "nothing can be gained";
}

/// The runs of a submission to the expression exercise on 1, 2, 3 and any number of workers.
std::vector<measured_run> expression_runs(std::vector<std::optional<std::int64_t>> makespans) {
  return {{.workers = 1, .makespan = makespans.at(0), .optimum = 6, .serial = 6},
          {.workers = 2, .makespan = makespans.at(1), .optimum = 4, .serial = 6},
          {.workers = 3, .makespan = makespans.at(2), .optimum = 3, .serial = 6},
          {.workers = 0, .makespan = makespans.at(3), .optimum = 3, .serial = 6}};
}

TEST(StructureMark, IsFullAtTheOptimum) {
  const auto mark = mark_structure(expression_runs({6, 4, 3, 3}), 6);
  EXPECT_EQ(mark.share, 1);
  EXPECT_EQ(mark.message, "");
  EXPECT_EQ(mark.next_step, "");
}

TEST(StructureMark, IsThatOfTheWorstRun) {
  const auto mark = mark_structure(expression_runs({6, 4, 4, 4}), 6);
  EXPECT_DOUBLE_EQ(mark.share, 0.5);
  EXPECT_EQ(
      mark.message,
      "4 steps on 3 workers, where 3 are possible; one at a time takes 6. That is (6/4 - 1) / "
      "(6/3 - 1) = 50 % of the gain.");
}

TEST(StructureMark, SaysWhatTheNextStepIsWorth) {
  EXPECT_EQ(mark_structure(expression_runs({6, 4, 4, 4}), 6).next_step,
            "One step less on 3 and any number of workers is worth 3 of 6 points more.");
  EXPECT_EQ(mark_structure(expression_runs({6, 5, 5, 5}), 6).next_step,
            "One step less on 3 and any number of workers is worth 1.2 of 6 points more.")
      << "then two workers decide";
  EXPECT_EQ(mark_structure(expression_runs({6, 6, 6, 6}), 6).next_step,
            "One step less on 2, 3 and any number of workers is worth 1.2 of 6 points more.");
  EXPECT_EQ(mark_structure(expression_runs({6, 5, 3, 3}), 6).next_step,
            "One step less on 2 workers is worth 3.6 of 6 points more.");
}

TEST(StructureMark, CountsTheStepsThatBringNothing) {
  EXPECT_EQ(mark_structure(expression_runs({6, 4, 8, 3}), 6).next_step,
            "3 steps less on 3 workers are worth 1.2 of 6 points more.");
  EXPECT_EQ(mark_structure(expression_runs({6, 30, 8, 3}), 6).next_step,
            "25 steps less on 2 and 3 workers are worth 2.4 of 6 points more.");
}

TEST(StructureMark, LooksAtNoRunThatCouldNotGain) {
  EXPECT_EQ(mark_structure(expression_runs({9, 4, 3, 3}), 6).share, 1);
  EXPECT_EQ(mark_structure(expression_runs({{}, 4, 3, 3}), 6).share, 1) << "one worker: deadlock";
}

TEST(StructureMark, OfNothingIsFull) { EXPECT_EQ(mark_structure({}, 6).share, 1); }

TEST(WorkersText, ReadsWell) {
  EXPECT_EQ(workers_text(1), "one worker");
  EXPECT_EQ(workers_text(2), "2 workers");
  EXPECT_EQ(workers_text(0), "any number of workers");
}

}  // namespace
}  // namespace judge
