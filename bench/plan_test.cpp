// SPDX-License-Identifier: MIT
// The plan has a cell for each choice, and keeps within its time.
#include "bench/plan.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace bench {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::SizeIs;

TEST(Plan, HasACellForEachNumberOfWorkers) {
  const auto cells =
      make_cells({.workloads = {"fib"}, .backends = {"thread_pool"}, .workers = {1, 4}});
  ASSERT_THAT(cells, SizeIs(2));
  EXPECT_EQ(cells[0].what.name, "fib");
  EXPECT_EQ(cells[0].where.name, "thread_pool");
  EXPECT_EQ(cells[0].workers, 1U);
  EXPECT_EQ(cells[1].workers, 4U);
}

TEST(Plan, HasOneCellWhereTheBackendChoosesItsWorkers) {
  const auto cells =
      make_cells({.workloads = {"fib"}, .backends = {"inline"}, .workers = {1, 2, 4}});
  ASSERT_THAT(cells, SizeIs(1));
  EXPECT_EQ(cells[0].workers, std::nullopt);
}

TEST(Plan, TakesWhatIsNamedTwiceOnce) {
  EXPECT_THAT(make_cells({.workloads = {"fib", "fib"},
                          .backends = {"thread_pool", "thread_pool"},
                          .workers = {2, 2}}),
              SizeIs(1));
}

TEST(Plan, HasEverythingUnlessToldOtherwise) {
  const auto cells = make_cells({});
  for (const auto& what : workloads())
    for (const auto& where : futures::backends())
      EXPECT_TRUE(std::ranges::any_of(cells,
                                      [&](const cell& each) {
                                        return each.what.name == what.name &&
                                               each.where.name == where.name;
                                      }))
          << what.name << " on " << where.name;
}

TEST(Plan, HasTheSizeThatWasAskedFor) {
  const auto& sizes = find_workload("fib").sizes;
  const auto size_at = [](scale chosen) {
    return make_cells({.workloads = {"fib"}, .backends = {"inline"}, .size = chosen}).at(0).size;
  };
  EXPECT_EQ(size_at(scale::tiny), sizes.tiny);
  EXPECT_EQ(size_at(scale::quick), sizes.quick);
  EXPECT_EQ(size_at(scale::full), sizes.full);
}

TEST(Plan, TriesOneAndTwoWorkersWhateverTheMachine) {
  EXPECT_THAT(default_workers(), AllOf(Contains(1), Contains(2)));
}

TEST(Plan, SpendsLessOnEachTheMoreCellsThereAre) {
  const auto total = [](std::size_t cells) {
    const auto each = effort_for(scale::quick, cells);
    return static_cast<double>(cells) * each.repetitions * each.repetition_seconds;
  };
  for (const std::size_t cells : {1, 40, 400})
    EXPECT_LE(total(cells), 60) << cells;  // of three minutes
  EXPECT_GT(effort_for(scale::quick, 1).repetition_seconds,
            effort_for(scale::quick, 400).repetition_seconds);
}

TEST(Plan, RepeatsOftenEnoughForAnIntervalOfTheMedian) {
  EXPECT_GE(effort_for(scale::quick, 100).repetitions, 6);
  EXPECT_GE(effort_for(scale::full, 100).repetitions, 6);
}

}  // namespace
}  // namespace bench
