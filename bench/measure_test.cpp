// SPDX-License-Identifier: MIT
// Measuring keeps every repetition, and what goes wrong becomes a problem, not a time.
#include "bench/measure.hpp"

#include <gmock/gmock.h>

#include <thread>

#include "bench/faulty.hpp"

namespace bench {
namespace {

using testing::AllOf;
using testing::Each;
using testing::Gt;
using testing::IsEmpty;
using testing::SizeIs;

/// Measures workloads on a backend, and shows what came of each.
class Measuring : public testing::Test {
 protected:
  measurement measure_all(const std::vector<workload>& loads, double repetition_seconds = 0) {
    std::vector<cell> cells;
    for (const auto& what : loads) cells.push_back({what, 1, where, workers});
    return measure(cells, {.repetitions = 4, .repetition_seconds = repetition_seconds},
                   [this](auto... told) { steps.push_back({told...}); });
  }
  reports::bench_result measure_one(const workload& what) {
    return measure_all({what}).results.at(0);
  }

  struct step {
    std::string_view doing;
    std::size_t done, total;
    std::string cell;
  };
  futures::backend where = futures::find_backend("thread_pool");
  std::optional<std::size_t> workers = 2;
  std::vector<step> steps;
};

TEST_F(Measuring, KeepsTheTimesOfEachRepetition) {
  const auto result = measure_one(faulty::right());
  EXPECT_EQ(result.workload, "right");
  EXPECT_EQ(result.backend, "thread_pool");
  EXPECT_EQ(result.workers, 2);
  EXPECT_EQ(result.tasks, 1);
  EXPECT_TRUE(result.answer_checked);
  EXPECT_THAT(result.wall_seconds, AllOf(SizeIs(4), Each(Gt(0))));
  EXPECT_THAT(result.cpu_seconds, AllOf(SizeIs(4), Each(Gt(0))));
}

TEST_F(Measuring, CountsTheTimeOfOneRunHoweverManyFillARepetition) {
  const auto slow = faulty::that_runs("slow", [](auto&, auto) -> std::int64_t {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return 1;
  });
  const auto found = measure_all({slow}, 0.02);
  EXPECT_THAT(found.results[0].wall_seconds, Each(AllOf(testing::Ge(0.001), testing::Lt(0.02))));
}

TEST_F(Measuring, RepeatsASlowRunLessOften) {
  const auto slow = faulty::that_runs("slow", [](auto&, auto) -> std::int64_t {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return 1;
  });
  EXPECT_THAT(measure_all({slow}, 0.001).results[0].wall_seconds, SizeIs(fewest_repetitions));
}

TEST_F(Measuring, TurnsAWrongAnswerIntoAProblem) {
  const auto result = measure_one(faulty::wrong());
  EXPECT_EQ(result.problem, "failed: the answer is 41 and not 1");
  EXPECT_FALSE(result.answer_checked);
  EXPECT_THAT(result.wall_seconds, IsEmpty());
}

TEST_F(Measuring, DropsTheTimesOfACellWhoseAnswersTurnWrong) {
  const auto result = measure_one(faulty::wrong_later());
  EXPECT_EQ(result.problem, "failed: the answer is 2 and not 1");
  EXPECT_THAT(result.wall_seconds, IsEmpty());
  EXPECT_THAT(result.cpu_seconds, IsEmpty());
}

TEST_F(Measuring, TurnsAnExceptionIntoAProblem) {
  EXPECT_EQ(measure_one(faulty::throwing()).problem, "failed: no more");
}

TEST_F(Measuring, TurnsABackendThatCannotBeMadeIntoAProblem) {
  where = faulty::unmakable();
  EXPECT_EQ(measure_one(faulty::right()).problem, "failed: no threads left");
}

TEST_F(Measuring, TakesABackendsRefusalForNoFailure) {
  where.make = [](const auto&) -> std::unique_ptr<futures::executor> {
    throw futures::unsupported_operation("not two");
  };
  const auto found = measure_all({faulty::right()});
  EXPECT_EQ(found.results[0].problem, "refused: not two");
  EXPECT_TRUE(found.all_right);
}

TEST_F(Measuring, RunsNothingThatTheWorkloadRefuses) {
  const auto found = measure_all({faulty::refused()});
  EXPECT_EQ(found.results[0].problem, "refused: it would abort");
  EXPECT_TRUE(found.all_right);
}

TEST_F(Measuring, GoesOnAfterAProblem) {
  const auto found = measure_all({faulty::wrong(), faulty::throwing(), faulty::right()});
  EXPECT_FALSE(found.all_right);
  EXPECT_EQ(found.results[2].problem, std::nullopt);
  EXPECT_THAT(found.results[2].wall_seconds, SizeIs(4));
}

TEST_F(Measuring, RecordsTheWorkersOfABackendThatChoosesThemItself) {
  where = futures::find_backend("inline");
  workers = {};
  EXPECT_EQ(measure_one(faulty::right()).workers, 1);
}

TEST_F(Measuring, TellsEachStep) {
  measure_all({faulty::right(), faulty::wrong()});
  ASSERT_THAT(steps, SizeIs(2 + 4));  // two cells tried, one repeated four times
  EXPECT_EQ(steps[0].doing, "trying");
  EXPECT_EQ(steps[0].cell, "right on thread_pool");
  EXPECT_EQ(steps[5].doing, "measuring");
  EXPECT_EQ(steps[5].done, 3U);
  EXPECT_EQ(steps[5].total, 4U);
}

}  // namespace
}  // namespace bench
