// SPDX-License-Identifier: MIT
// What is said of whole backends, in simulated runs of the quick suite on a noisy machine.
#include "reports/views/backend_changes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>

#include "reports/views/compare_view.hpp"

namespace reports {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr double threshold = 0.05;

/// Six backends; legs scatter by 8 %, and each row of a run by 3 % as a whole, which no number of
/// legs removes: where its code lies, what the memory looks like; and all rows of a backend may
/// scatter together from round to round.
class WholeBackends : public testing::Test {
 protected:
  struct conditions {
    std::string slowed{};
    double factor = 1;   ///< of that backend's times
    double machine = 1;  ///< of all times, the serial code's too
    bool with_serial = true;
    int workloads = 20;
    double rounds = 0;  ///< how much a backend's rounds scatter
  };

  bench_record run(const conditions& those) {
    bench_record record{{{"cpu", "a cpu"}}, {}};
    std::lognormal_distribution<double> of_round{0, those.rounds};
    for (auto& [backend, factors] : of_rounds_)
      for (auto& each : factors) each = of_round(random_);
    for (int load = 0; load < those.workloads; ++load)
      for (const int workers : {1, 2})
        for (const std::string backend : {"asio", "inline", "openmp", "own", "pool", "tbb"})
          record.results.push_back(
              row(those, "load " + std::to_string(load), backend, workers, 1 + load));
    return record;
  }
  bench_result row(const conditions& those, const std::string& workload, const std::string& backend,
                   int workers, double seconds) {
    bench_result made{
        .workload = workload, .backend = backend, .workers = workers, .wall_seconds = {}};
    const auto factor = of_run_(random_) * (backend == those.slowed ? those.factor : 1);
    for (int leg = 0; leg < legs; ++leg) {
      made.wall_seconds.push_back(those.machine * seconds * factor * of_leg_(random_) *
                                  of_rounds_[backend][static_cast<std::size_t>(leg)]);
      if (those.with_serial) made.serial_seconds.push_back(those.machine * of_leg_(random_));
    }
    return made;
  }
  /// Such as "tbb slower", of those that changed.
  static std::vector<std::string> changes_in(const comparison& made) {
    std::vector<std::string> found;
    for (const auto& each : made.shown.flat.rows) {
      const auto& verdict = std::get<text_cell>(each[3]).value;
      if (std::get<text_cell>(each[0]).value == "(all)" &&
          (verdict == "slower" || verdict == "faster"))
        found.push_back(std::get<text_cell>(each[1]).value + " " + verdict);
    }
    return found;
  }

  static constexpr int legs = 9;
  std::map<std::string, std::array<double, legs>> of_rounds_{
      {"asio", {}}, {"inline", {}}, {"openmp", {}}, {"own", {}}, {"pool", {}}, {"tbb", {}}};
  std::mt19937 random_{11};
  std::lognormal_distribution<double> of_leg_{0, 0.08}, of_run_{0, 0.03};
};

TEST_F(WholeBackends, FindFifteenPerCentEachTimeThoughFewOfTheRowsDo) {
  std::size_t rows = 0;
  for (int trial = 0; trial < 20; ++trial) {
    const auto made = compare(run({}), run({.slowed = "pool", .factor = 1.15}), threshold);
    EXPECT_EQ(changes_in(made), std::vector<std::string>{"pool slower"});
    EXPECT_TRUE(made.has_loss);
    for (const auto& each : made.shown.tables.back().rows)
      rows += std::get<text_cell>(each[3]).value == "slower" ? 1 : 0;
  }
  EXPECT_LT(rows, 20U * 40U / 2U) << "the rows alone would do";
}

TEST_F(WholeBackends, FindAGainAsWell) {
  const auto made = compare(run({.slowed = "tbb", .factor = 1.15}), run({}), threshold);
  EXPECT_EQ(changes_in(made), std::vector<std::string>{"tbb faster"});
  EXPECT_FALSE(made.has_loss);
}

TEST_F(WholeBackends, AreTheSameInTwoEqualRuns) {
  for (int trial = 0; trial < 100; ++trial)
    EXPECT_THAT(changes_in(compare(run({}), run({}), threshold)), IsEmpty()) << trial;
}

TEST_F(WholeBackends, AreTheSameThoughTheMachineSuitsThemNowMoreNowLess) {
  for (int trial = 0; trial < 100; ++trial)
    EXPECT_THAT(changes_in(compare(run({.rounds = 0.1}), run({.rounds = 0.1}), threshold)),
                IsEmpty())
        << trial;
}

TEST_F(WholeBackends, FindTwentyPerCentThroughThat) {
  int found = 0;
  for (int trial = 0; trial < 20; ++trial) {
    const auto made = compare(run({.rounds = 0.03}),
                              run({.slowed = "pool", .factor = 1.2, .rounds = 0.03}), threshold);
    if (changes_in(made) == std::vector<std::string>{"pool slower"}) ++found;
  }
  EXPECT_EQ(found, 20);
}

TEST_F(WholeBackends, HaveNotChangedWhereTheMachineDid) {
  EXPECT_THAT(changes_in(compare(run({}), run({.machine = 1.4}), threshold)), IsEmpty());
  const auto blind =
      compare(run({.with_serial = false}), run({.machine = 1.4, .with_serial = false}), threshold);
  EXPECT_THAT(changes_in(blind), IsEmpty());
  EXPECT_THAT(blind.shown.tables, SizeIs(1)) << "rows by time alone say nothing of backends";
}

TEST_F(WholeBackends, AreSilentAboutAChangeWithinTheThreshold) {
  for (int trial = 0; trial < 20; ++trial)
    EXPECT_THAT(changes_in(compare(run({}), run({.slowed = "pool", .factor = 1.03}), threshold)),
                IsEmpty());
}

TEST_F(WholeBackends, StandAboveTheRowsWithWhatTheirRowsSay) {
  const auto made = compare(run({}), run({.slowed = "pool", .factor = 1.5}), threshold);
  ASSERT_THAT(made.shown.tables, SizeIs(2));
  const auto& table = made.shown.tables.front();
  EXPECT_EQ(table.title, "Backends as a whole");
  ASSERT_THAT(table.rows, SizeIs(6));
  const auto& pool = table.rows[4];
  EXPECT_EQ(std::get<text_cell>(pool[0]).value, "pool");
  EXPECT_NEAR(std::get<number_cell>(pool[2]).value, 1.5, 0.05);
  EXPECT_LT(std::get<number_cell>(pool[3]).value, std::get<number_cell>(pool[2]).value);
  EXPECT_EQ(std::get<number_cell>(pool[5]).value, 40);
  EXPECT_EQ(std::get<number_cell>(pool[6]).value, 40);
  EXPECT_EQ(std::get<number_cell>(pool[7]).value, 0);
  EXPECT_THAT(made.shown.notes, Contains(StartsWith("A backend as a whole is slower")));
}

TEST_F(WholeBackends, AreLeftOutWithFewerRowsThanAnIntervalNeeds) {
  const auto made = compare(run({.workloads = 2}), run({.workloads = 2}), threshold);
  EXPECT_THAT(made.shown.tables, SizeIs(1));
  EXPECT_EQ(made.shown.flat.rows.size(), made.shown.tables[0].rows.size());
}

TEST(BackendChanges, AreTheSameOnlyWhereTheIntervalIsWithinTheThreshold) {
  const auto found = compare_backends(
      {{"calm", {{0.01, -0.01, 0, 0.02, -0.02, 0.01}}}, {"wild", {{0.3, -0.3, 0, 0.2, -0.2, 0.1}}}},
      threshold);
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].verdict, change::same);
  EXPECT_EQ(found[1].verdict, change::cannot_tell);
}

}  // namespace
}  // namespace reports
