// SPDX-License-Identifier: MIT
// The view of a benchmark computes what one computes by hand, and no ratio of nothing.
#include "reports/views/bench_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "reports/golden/samples.hpp"

namespace reports {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class BenchView : public ::testing::Test {
 protected:
  void use(const bench_record& record) { view_ = make_bench_view(record); }
  const document& view() const { return view_; }

  const table& titled(const std::string& title) const {
    const auto found = std::ranges::find(view_.tables, title, &table::title);
    if (found == view_.tables.end()) throw std::runtime_error("no table " + title);
    return *found;
  }
  /// The cell of a row in the column of that title.
  static std::string shown(const table& in, std::size_t row, const std::string& column) {
    const auto found = std::ranges::find(in.columns, column, &column::title);
    if (found == in.columns.end()) throw std::runtime_error("no column " + column);
    const auto& of = in.rows.at(row).at(static_cast<std::size_t>(found - in.columns.begin()));
    if (const auto* text = std::get_if<text_cell>(&of)) return text->value;
    if (const auto* digits = std::get_if<number_cell>(&of)) return to_marked_string(*digits);
    return std::string(unknown_mark);
  }
  std::string fib(std::size_t row, const std::string& column) const {
    return shown(titled("fib"), row, column);
  }
  std::string map(std::size_t row, const std::string& column) const {
    return shown(titled("map"), row, column);
  }
  std::string flat(std::size_t row, const std::string& column) const {
    return shown(view_.flat, row, column);
  }

 private:
  document view_ = make_bench_view(sample_benchmark());
};

constexpr auto ratio = "time / thread_pool's";

TEST_F(BenchView, CountsALegOfTheSerialCodeOnceHoweverManyStandBesideIt) {
  bench_record record;
  for (const char* backend : {"thread_pool", "tbb", "openmp"})
    record.results.push_back({.workload = "fib",
                              .backend = backend,
                              .workers = 2,
                              .tasks = 1,
                              .wall_seconds = {1, 1, 1},
                              .answer_checked = true,
                              .problem = {},
                              .serial_seconds = {1, 2, 4}});
  use(record);
  EXPECT_EQ(shown(titled("Time of a run"), 0, "serial code"), "2000 (n = 3)") << "and no interval";
}

TEST_F(BenchView, MakesATableOfEachWorkloadAndOneOfTheMachine) {
  std::vector<std::string> titles;
  for (const auto& each : view().tables) titles.push_back(each.title);
  EXPECT_THAT(titles, ElementsAre("Time compared with thread_pool", "Time of a run", "fib", "map",
                                  "Where the numbers come from"));
  EXPECT_EQ(view().tables.back().rows.size(), sample_benchmark().environment.size());
  EXPECT_THAT(view().notes,
              ElementsAre("3 backends on 2 workloads: 8 results, 2 without numbers.",
                          "On the most workers, thread_pool is the fastest, or not to be told "
                          "from it, on 0 of 1 workload.",
                          "Speedups beyond 2 processors cannot be seen on this machine."));
}

TEST_F(BenchView, TellsWhatTheReferenceDiffersFromItselfBy) {
  const auto note_of = [](std::vector<double> ratios, std::vector<std::string> disturbances = {}) {
    bench_record record;
    record.results = {
        {"fib", "thread_pool", 1, 1, std::vector<double>(ratios.size(), 1), {}, true}};
    record.results[0].control_ratios = std::move(ratios);
    record.results[0].disturbances = std::move(disturbances);
    for (const auto& note : make_bench_view(record).notes)
      if (note.starts_with("The control")) return note;
    return std::string();
  };
  EXPECT_EQ(note_of({0.98, 1, 1.01, 1.02, 1.02, 1.03}),
            "The control, thread_pool beside itself: a ratio of 1.015, with an interval from 0.980 "
            "to 1.030, which contains 1.");
  EXPECT_THAT(note_of({1.01, 1.01, 1.01, 1.02, 1.02, 1.03}),
              HasSubstr("from 1.010 to 1.030, which does not contain 1"));
  EXPECT_THAT(note_of({0.9, 0.98, 0.99, 0.99, 0.98, 0.97, std::nan("")}), HasSubstr("to 0.990,"));
  EXPECT_EQ(note_of({1, 1, 1, 1, 1}), "") << "five have no interval";
  EXPECT_EQ(note_of({1, 1, 1, 1, 1, 1}, {"noise"}), "") << "one of the six was disturbed";
  EXPECT_EQ(note_of({}), "");
}

TEST_F(BenchView, SaysWhyWorkAndSpanAreUnknown) {
  bench_record record;
  record.results = {{"fib", "thread_pool", 1, 1, {1}, {}, true}};
  record.workloads = {{"fib", {}, std::nan(""), std::nan(""), "it took longer than 10 s"}};
  use(record);
  EXPECT_THAT(titled("fib").caption,
              HasSubstr("Work and span are unknown: it took longer than 10 s."));
}

TEST_F(BenchView, ShowsTimesPerTask) {
  EXPECT_EQ(fib(0, "median per task"), "0.505");
  EXPECT_EQ(fib(0, "median CPU per task"), "0.505");
  EXPECT_EQ(fib(0, "repetitions"), "3");
  EXPECT_EQ(fib(3, "median per task"), "0.0575");
  EXPECT_EQ(fib(3, "median CPU per task"), "–");
  EXPECT_EQ(flat(0, "minimum per task"), "0.500");
  EXPECT_EQ(flat(0, "tasks"), "20000");
}

TEST_F(BenchView, ComparesEqualNumbersOfWorkersOfOneWorkload) {
  EXPECT_EQ(fib(0, ratio), "1.00");
  EXPECT_EQ(fib(2, ratio), "0.208");
  EXPECT_EQ(fib(3, ratio), "0.209");
  EXPECT_EQ(map(0, ratio), "1.00");
}

TEST_F(BenchView, ShowsNoRatioWhereOneOfItsTimesIsMissing) {
  EXPECT_EQ(fib(4, ratio), "–") << "it has no times";
  EXPECT_EQ(map(1, ratio), "–") << "no thread_pool has its number of workers";
  EXPECT_EQ(map(2, ratio), "–") << "its answer was wrong";
  auto record = sample_benchmark();
  record.results[0].wall_seconds.clear();
  use(record);
  EXPECT_EQ(fib(2, ratio), "–") << "thread_pool has no times";
}

TEST_F(BenchView, SaysWhyNumbersAreMissingOrDoubtful) {
  EXPECT_EQ(fib(4, "problem"), "refused: 20000 threads");
  EXPECT_EQ(fib(3, "problem"), "the answer was not checked");
  EXPECT_EQ(map(2, "problem"), "wrong answer: 41, not 42");
  EXPECT_EQ(map(2, "median per task"), "–");
  EXPECT_EQ(fib(0, "problem"), "–");
}

TEST_F(BenchView, LeavesRepetitionsWithoutATimeOut) {
  auto record = sample_benchmark();
  record.results[0].wall_seconds = {std::nan(""), 0.02};
  record.results[1].tasks = 0;
  use(record);
  EXPECT_EQ(fib(0, "median per task"), "1.00");
  EXPECT_EQ(fib(0, "repetitions"), "1");
  EXPECT_EQ(fib(1, "median per task"), "–");
}

TEST_F(BenchView, NamesTheWorkloadInEveryRowOfTheFlatTable) {
  EXPECT_EQ(view().flat.columns.front().title, "workload");
  EXPECT_EQ(view().flat.rows.size(), sample_benchmark().results.size());
  for (const auto& row : view().flat.rows) EXPECT_EQ(row.size(), view().flat.columns.size());
}

/// A result of the workload "fib" in pairs, as many times as fast as the reference.
bench_result paired(const std::string& backend, int workers, const std::vector<double>& as_fast) {
  bench_result made{.workload = "fib",
                    .backend = backend,
                    .workers = workers,
                    .tasks = 1000,
                    .wall_seconds = {},
                    .cpu_seconds = {},
                    .answer_checked = true,
                    .problem = {}};
  for (const auto each : as_fast) {
    made.wall_seconds.push_back(0.002 / each);
    made.reference_ratios.push_back(each);
    made.serial_seconds.push_back(0.003);
    made.peak_bytes.push_back(4 << 20);
  }
  return made;
}

bench_record pairs() {
  const std::vector<double> ones(6, 1);
  return {.environment = {{"cores", "many"}, {"gates", "steal; unknown: throttling"}},
          .results = {paired("thread_pool", 2, ones),
                      paired("near", 2, {1.1, 0.9, 1.1, 0.9, 0.95, 1.05}),
                      paired("slow", 2, {0.5, 0.5, 0.4, 0.5, 0.5, 0.5}),
                      paired("unbounded", 0, {0.25, 0.25, 0.25, 0.2, 0.25, 0.25}),
                      paired("few", 2, {0.5, 0.5, 0.5})},
          .workloads = {{"fib", {"spawn overhead", "blocking"}, 0.003, 0.002}},
          .ceilings = {{2, {1.9, 1.8, 2.0}}}};
}

TEST_F(BenchView, ComparesPairsWithTheirInterval) {
  use(pairs());
  EXPECT_EQ(fib(2, ratio), "2.00");
  EXPECT_EQ(fib(2, "interval from"), "2.00");
  EXPECT_EQ(fib(2, "to"), "2.50");
  EXPECT_EQ(fib(4, ratio), "2.00");
  EXPECT_EQ(fib(4, "to"), "–") << "three pairs have no interval";
}

TEST_F(BenchView, MarksTheBestAndWhatCannotBeToldFromIt) {
  use(pairs());
  EXPECT_EQ(fib(0, "standing"), "best");
  EXPECT_EQ(fib(1, "standing"), "as good");
  EXPECT_EQ(fib(2, "standing"), "behind");
  EXPECT_EQ(fib(3, "standing"), "behind") << "it stands beside those with the most workers";
  EXPECT_EQ(fib(4, "standing"), "–") << "three pairs tell nothing";
  EXPECT_THAT(view().notes, Contains(HasSubstr("on 1 of 1 workload.")));
  auto alone = pairs();
  alone.results.resize(1);
  use(alone);
  EXPECT_EQ(fib(0, "standing"), "–");
}

TEST_F(BenchView, ShowsSpeedupBesideWhatBoundsIt) {
  use(pairs());
  EXPECT_EQ(fib(2, "speedup"), "0.750");
  EXPECT_EQ(fib(2, "serial code"), "3.00");
  EXPECT_EQ(fib(2, "speedup from"), "0.600");
  EXPECT_EQ(fib(2, "speedup to"), "0.750");
  EXPECT_EQ(fib(4, "speedup from"), "–") << "three pairs have no interval";
  EXPECT_EQ(flat(2, "speedup from"), "0.600");
  EXPECT_EQ(flat(2, "serial code"), "3.00");
  EXPECT_EQ(fib(2, "efficiency"), "0.375");
  EXPECT_EQ(fib(2, "bound of speedup"), "1.50") << "work / span";
  EXPECT_EQ(fib(3, "efficiency"), "–") << "of no number of workers";
  EXPECT_THAT(titled("fib").caption,
              HasSubstr("Hard on: spawn overhead, blocking. Work 3.00 ms, span 2.00 ms: no more "
                        "than 1.50 times as fast as on one worker."));
  auto wide = pairs();
  wide.workloads.front().span_seconds = 1e-6;
  use(wide);
  EXPECT_EQ(fib(2, "bound of speedup"), "2.00") << "the workers";
  wide.workloads.front().span_seconds = std::nan("");
  use(wide);
  EXPECT_EQ(fib(2, "bound of speedup"), "–");
  EXPECT_THAT(titled("fib").caption, Not(HasSubstr("span")));
}

TEST_F(BenchView, HasMatricesOfWorkloadsByBackends) {
  use(pairs());
  const auto& times = titled("Time compared with thread_pool");
  ASSERT_EQ(times.rows.size(), 1U);
  EXPECT_EQ(shown(times, 0, "thread_pool"), "1.00 best") << "to itself there is no interval";
  EXPECT_EQ(shown(times, 0, "near"), "1.00 (0.91–1.11) as good");
  EXPECT_EQ(shown(times, 0, "slow"), "2.00 (2.00–2.50)");
  EXPECT_EQ(shown(times, 0, "unbounded"), "4.00 (4.00–5.00)");
  EXPECT_EQ(shown(times, 0, "few"), "2.00 (n = 3)");
  const auto& runs = titled("Time of a run");
  EXPECT_EQ(runs.columns[2].unit, "ms");
  EXPECT_EQ(shown(runs, 0, "serial code"), "3.00 (3.00–3.00)");
  EXPECT_EQ(shown(runs, 0, "slow"), "4.00 (4.00–5.00)");
  EXPECT_EQ(shown(runs, 0, "few"), "4.00 (n = 3)");
  const auto& speedups = titled("Speedup over serial code");
  EXPECT_EQ(shown(speedups, 0, "workers"), "2");
  EXPECT_EQ(shown(speedups, 0, "bound"), "1.50");
  EXPECT_EQ(shown(speedups, 0, "machine"), "1.90");
  EXPECT_EQ(shown(speedups, 0, "thread_pool"), "1.50 (1.50–1.50) best");
  EXPECT_EQ(shown(speedups, 0, "slow"), "0.750 (0.600–0.750)");
  EXPECT_EQ(shown(titled("Most memory"), 0, "near"), "4.00");
}

TEST_F(BenchView, SaysInEveryMatrixWhyACellHasNoNumber) {
  auto record = pairs();
  record.results[1].problem = "refused: no";
  record.results[2].problem = "failed: it did not end within 60 s";
  record.results[3].problem = "failed: the answer is 1 and not 2";
  record.results[4].disturbances.assign(3, "the host ran others");
  use(record);
  for (const auto* title : {"Time compared with thread_pool", "Time of a run",
                            "Speedup over serial code", "Most memory"}) {
    EXPECT_EQ(shown(titled(title), 0, "near"), "refused") << title;
    EXPECT_EQ(shown(titled(title), 0, "slow"), "timeout") << title;
    EXPECT_EQ(shown(titled(title), 0, "unbounded"), "wrong") << title;
    EXPECT_EQ(shown(titled(title), 0, "few"), "disturbed") << title;
  }
}

TEST_F(BenchView, DoesNotCountDisturbedRepetitions) {
  auto record = pairs();
  record.results[2].wall_seconds[0] = 100;
  record.results[2].disturbances = {"the host ran others", "", "", "", "", ""};
  use(record);
  EXPECT_EQ(flat(2, "repetitions"), "5");
  EXPECT_EQ(fib(2, "to"), "–") << "five pairs are too few";
  EXPECT_THAT(view().notes,
              Contains("The machine was disturbed during 1 repetition: they do not count."));
  record.results[2].disturbances.assign(6, "the host ran others");
  use(record);
  EXPECT_EQ(fib(2, "median per task"), "–");
  EXPECT_EQ(fib(2, "problem"), "the machine was disturbed each time");
}

TEST_F(BenchView, SaysWhatCannotBeSeen) {
  use(pairs());
  EXPECT_THAT(view().notes, Contains("2 bare threads compute 1.90 times as fast as one here."));
  EXPECT_THAT(view().notes,
              Contains("Not all that disturbs could be watched: steal; unknown: throttling."));
  EXPECT_THAT(view().notes, Not(Contains(HasSubstr("processor")))) << "their number is no number";
}

}  // namespace
}  // namespace reports
