// SPDX-License-Identifier: MIT
// The view of a benchmark computes what one computes by hand, and no ratio of nothing.
#include "reports/views/bench_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "reports/golden/samples.hpp"

namespace reports {
namespace {

using ::testing::ElementsAre;

enum column_index { backend, workers, median, minimum, cpu, ratio, tasks, repetitions, problem };

class BenchView : public ::testing::Test {
 protected:
  const table& workload(std::size_t index) const { return view_.tables.at(index); }
  std::string shown(std::size_t table, std::size_t row, column_index column) const {
    const auto& of = workload(table).rows.at(row).at(column);
    if (const auto* text = std::get_if<text_cell>(&of)) return text->value;
    if (const auto* digits = std::get_if<number_cell>(&of)) return to_string(*digits);
    return std::string(unknown_mark);
  }
  const document& view() const { return view_; }
  void use(const bench_record& record) { view_ = make_bench_view(record); }

 private:
  document view_ = make_bench_view(sample_benchmark());
};

TEST_F(BenchView, MakesATableOfEachWorkloadAndOneOfTheMachine) {
  ASSERT_EQ(view().tables.size(), 3U);
  EXPECT_EQ(workload(0).title, "fib");
  EXPECT_EQ(workload(1).title, "map");
  EXPECT_EQ(workload(2).rows.size(), sample_benchmark().environment.size());
  EXPECT_THAT(view().notes,
              ElementsAre("3 backends on 2 workloads: 8 results, 2 without numbers."));
}

TEST_F(BenchView, ShowsTimesPerTask) {
  EXPECT_EQ(shown(0, 0, median), "0.505");
  EXPECT_EQ(shown(0, 0, minimum), "0.500");
  EXPECT_EQ(shown(0, 0, cpu), "0.505");
  EXPECT_EQ(shown(0, 0, repetitions), "3");
  EXPECT_EQ(shown(0, 3, median), "0.0575");
  EXPECT_EQ(shown(0, 3, cpu), "–");
}

TEST_F(BenchView, ComparesEqualNumbersOfWorkersOfOneWorkload) {
  EXPECT_EQ(shown(0, 0, ratio), "1.00");
  EXPECT_EQ(shown(0, 2, ratio), "0.21");
  EXPECT_EQ(shown(0, 3, ratio), "0.21");
  EXPECT_EQ(shown(1, 0, ratio), "1.00");
}

TEST_F(BenchView, ShowsNoRatioWhereOneOfItsTimesIsMissing) {
  EXPECT_EQ(shown(0, 4, ratio), "–") << "it has no times";
  EXPECT_EQ(shown(1, 1, ratio), "–") << "no thread_pool has its number of workers";
  EXPECT_EQ(shown(1, 2, ratio), "–") << "its answer was wrong";
  auto record = sample_benchmark();
  record.results[0].wall_seconds.clear();
  use(record);
  EXPECT_EQ(shown(0, 2, ratio), "–") << "thread_pool has no times";
}

TEST_F(BenchView, SaysWhyNumbersAreMissingOrDoubtful) {
  EXPECT_EQ(shown(0, 4, problem), "refused: 20000 threads");
  EXPECT_EQ(shown(0, 3, problem), "the answer was not checked");
  EXPECT_EQ(shown(1, 2, problem), "wrong answer: 41, not 42");
  EXPECT_EQ(shown(1, 2, median), "–");
  EXPECT_EQ(shown(0, 0, problem), "–");
}

TEST_F(BenchView, LeavesRepetitionsWithoutATimeOut) {
  auto record = sample_benchmark();
  record.results[0].wall_seconds = {std::nan(""), 0.02};
  record.results[1].tasks = 0;
  use(record);
  EXPECT_EQ(shown(0, 0, median), "1.00");
  EXPECT_EQ(shown(0, 0, repetitions), "1");
  EXPECT_EQ(shown(0, 1, median), "–");
}

TEST_F(BenchView, NamesTheWorkloadInEveryRowOfTheFlatTable) {
  EXPECT_EQ(view().flat.columns.front().title, "workload");
  EXPECT_EQ(view().flat.rows.size(), sample_benchmark().results.size());
  for (const auto& row : view().flat.rows) EXPECT_EQ(row.size(), view().flat.columns.size());
}

}  // namespace
}  // namespace reports
