// SPDX-License-Identifier: MIT
// Rounds: which leg stands beside which, how many there are, and what becomes of those that go
// wrong. Legs are fakes that tell their order.
#include "bench/measure.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "bench/faulty.hpp"

namespace bench {
namespace {

using testing::AllOf;
using testing::DoubleNear;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::ThrowsMessage;

class Rounds : public testing::Test {
 protected:
  static futures::backend named(std::string_view name) { return {.name = name}; }

  /// A workload of its own on three backends, with two workers.
  static std::vector<cell> cells_of(workload what) {
    std::vector<cell> cells;
    for (const char* name : {"alpha", "thread_pool", "omega"})
      cells.push_back({what, 1, named(name), 2});
    return cells;
  }
  static workload with_serial_code() {
    auto what = faulty::right();
    what.serial = faulty::one;
    return what;
  }

  measurement measure_all(const std::vector<cell>& cells, int rounds = 8, double seconds = 0,
                          std::vector<reports::bench_result> so_far = {}) {
    const surroundings with{.run_leg = [this](const leg& what, auto) { return run(what); },
                            .watch = [this](const auto& doing) -> std::string {
                              doing();
                              return disturbed.contains(legs.size()) ? "noise" : "";
                            },
                            .begin_round = [this](int round) { begun.push_back(round); },
                            .tell = [this](auto, auto done, auto total,
                                           const auto&) { told.emplace_back(done, total); },
                            .save =
                                [this](const auto& results, const auto& legs) {
                                  saved = results;
                                  saved_legs = legs;
                                },
                            .stop = &stop};
    return measure(cells, {.repetitions = rounds, .repetition_seconds = seconds}, with,
                   std::move(so_far));
  }
  leg_result run(const leg& what) {
    legs.push_back(what.backend.empty() ? "serial" : what.backend);
    if (legs.size() == stop_after) stop = true;
    leg_result found{
        .samples = {3, time_of[legs.back()]}, .cpu_seconds = 7, .workers = 2, .peak_bytes = 4096};
    if (legs.back() == broken && std::ranges::count(legs, broken) > broken_after) {
      found.samples.clear();
      found.problem = problem;
    }
    return found;
  }

  std::map<std::string, double> time_of{
      {"alpha", 2}, {"thread_pool", 1}, {"omega", 0.5}, {"serial", 0.25}};
  std::string broken, problem = "failed: no more";
  std::ptrdiff_t broken_after = 0;
  std::size_t stop_after = 0;
  std::atomic<bool> stop{false};
  std::vector<std::string> legs;
  std::set<std::size_t> disturbed;  ///< legs by their places, from 1 on
  std::vector<int> begun;
  std::vector<std::pair<std::size_t, std::size_t>> told;
  std::vector<reports::bench_result> saved;
  std::vector<reports::bench_leg> saved_legs;
};

TEST_F(Rounds, KeepTheLeastOfEachLegAndAllSamples) {
  const auto found = measure_all(cells_of(faulty::right()));
  ASSERT_THAT(found.results, SizeIs(3));
  const auto& alpha = found.results[0];
  EXPECT_EQ(alpha.backend, "alpha");
  EXPECT_EQ(alpha.workers, 2);
  EXPECT_TRUE(alpha.answer_checked);
  EXPECT_THAT(alpha.wall_seconds, AllOf(SizeIs(8), Each(2)));
  EXPECT_THAT(alpha.cpu_seconds, AllOf(SizeIs(8), Each(7)));
  EXPECT_THAT(alpha.peak_bytes, AllOf(SizeIs(8), Each(4096)));
  EXPECT_THAT(alpha.samples, AllOf(SizeIs(8), Each(ElementsAre(3, 2))));
  EXPECT_THAT(alpha.reference_ratios, AllOf(SizeIs(8), Each(0.5)));
  EXPECT_THAT(found.results[2].reference_ratios, AllOf(SizeIs(8), Each(2)));
  EXPECT_THAT(found.results[1].reference_ratios, AllOf(SizeIs(8), Each(1)));
  EXPECT_THAT(alpha.serial_seconds, IsEmpty()) << "the workload has no serial code";
  EXPECT_TRUE(found.all_right);
  EXPECT_FALSE(found.interrupted);
}

TEST_F(Rounds, HaveTheReferenceBeforeAndAfterTheOthersInTurns) {
  measure_all(cells_of(with_serial_code()), 4);
  ASSERT_THAT(legs, SizeIs(4 * 4));
  for (std::size_t round = 0; round < 4; ++round) {
    const auto* begin = legs.data() + 4 * round;
    if (round % 2 == 0) {
      EXPECT_EQ(begin[0], "serial");
      EXPECT_EQ(begin[1], "thread_pool");
    } else {
      EXPECT_EQ(begin[2], "thread_pool");
      EXPECT_EQ(begin[3], "serial");
    }
    EXPECT_EQ(std::set<std::string>(begin, begin + 4).size(), 4U);
  }
}

TEST_F(Rounds, KeepTheSerialTimesBesideEachLeg) {
  for (const auto& each : measure_all(cells_of(with_serial_code())).results)
    EXPECT_THAT(each.serial_seconds, AllOf(SizeIs(8), Each(0.25))) << each.backend;
}

TEST_F(Rounds, KeepEveryLegThatIsNoRepetitionOfAResult) {
  disturbed = {1};
  measure_all(cells_of(with_serial_code()));
  ASSERT_THAT(saved_legs, SizeIs(9));
  EXPECT_EQ(saved_legs[0].purpose, "repeated");
  EXPECT_EQ(saved_legs[0].disturbance, "noise");
  for (std::size_t at = 1; at < saved_legs.size(); ++at) {
    const auto& each = saved_legs[at];
    EXPECT_EQ(each.purpose, "serial");
    EXPECT_EQ(each.workload, "right");
    EXPECT_EQ(each.backend, "");
    EXPECT_EQ(each.workers, 2);
    EXPECT_EQ(each.round, static_cast<int>(at) - 1);
    EXPECT_THAT(each.samples, ElementsAre(3, 0.25));
    EXPECT_EQ(each.disturbance, "");
  }
}

TEST_F(Rounds, HaveNoPairsWithoutTheReference) {
  const auto found = measure_all({{faulty::right(), 1, named("alpha"), 2}});
  EXPECT_THAT(found.results[0].wall_seconds, SizeIs(8));
  EXPECT_THAT(found.results[0].reference_ratios, IsEmpty());
}

TEST_F(Rounds, PutABackendThatChoosesItsWorkersBesideTheMost) {
  std::vector<cell> cells{{faulty::right(), 1, named("alpha"), std::nullopt}};
  for (const std::size_t workers : {1, 2})
    cells.push_back({faulty::right(), 1, named("thread_pool"), workers});
  const auto found = measure_all(cells, 1);
  EXPECT_EQ(found.results[0].workers, 0) << "whatever its executor says";
  const auto alpha = std::ranges::find(legs, "alpha");
  ASSERT_NE(alpha, legs.begin());
  EXPECT_EQ(*std::prev(alpha), "thread_pool");
  EXPECT_THAT(saved.at(0).reference_ratios, SizeIs(1));
}

TEST_F(Rounds, AreFewerForALegThatTakesFarTooLong) {
  time_of["omega"] = 1000;
  const auto found = measure_all(cells_of(faulty::right()), 8, 1);
  EXPECT_THAT(found.results[2].wall_seconds, SizeIs(fewest_repetitions));
  EXPECT_THAT(found.results[0].wall_seconds, SizeIs(6)) << "five seconds where one was asked for";
  EXPECT_THAT(found.results[0].reference_ratios, SizeIs(6));
  EXPECT_FALSE(found.interrupted);
}

TEST_F(Rounds, HaveALegOfAReferenceThatIsDoneWhereItIsAPartner) {
  time_of["thread_pool"] = 1000;
  time_of["omega"] = time_of["alpha"] = 1;
  const auto found = measure_all(cells_of(faulty::right()), 8, 1);
  EXPECT_THAT(found.results[1].wall_seconds, SizeIs(fewest_repetitions));
  EXPECT_THAT(found.results[0].reference_ratios, AllOf(SizeIs(8), Each(3))) << "the least";
}

TEST_F(Rounds, LoseAllOfACellThatGoesWrongOnce) {
  broken = "alpha";
  broken_after = 3;
  const auto found = measure_all(cells_of(with_serial_code()));
  EXPECT_EQ(found.results[0].problem, "failed: no more");
  EXPECT_THAT(found.results[0].wall_seconds, IsEmpty());
  EXPECT_THAT(found.results[0].reference_ratios, IsEmpty());
  EXPECT_FALSE(found.results[0].answer_checked);
  EXPECT_EQ(std::ranges::count(legs, "alpha"), 4) << "and it is not tried again";
  EXPECT_THAT(found.results[2].reference_ratios, SizeIs(8));
  EXPECT_FALSE(found.all_right);
}

TEST_F(Rounds, TakeARefusalForNoFailure) {
  broken = "alpha";
  problem = "refused: not two";
  const auto found = measure_all(cells_of(faulty::right()));
  EXPECT_EQ(found.results[0].problem, "refused: not two");
  EXPECT_TRUE(found.all_right);
}

TEST_F(Rounds, DoNotKnowARatioWhoseReferenceWentWrong) {
  broken = "thread_pool";
  broken_after = 2;
  const auto ratios = measure_all(cells_of(faulty::right())).results[0].reference_ratios;
  ASSERT_THAT(ratios, SizeIs(8));
  EXPECT_EQ(ratios[1], 0.5);
  EXPECT_TRUE(std::isnan(ratios[2]));
}

TEST_F(Rounds, MeasureADisturbedLegOnceMore) {
  disturbed = {1};
  const auto found = measure_all(cells_of(faulty::right()));
  EXPECT_THAT(legs, SizeIs(3 * 8 + 1));
  EXPECT_EQ(legs[0], legs[1]);
  for (const auto& each : found.results)
    EXPECT_THAT(each.disturbances, AllOf(SizeIs(8), Each(""))) << each.backend;
}

TEST_F(Rounds, KeepALegThatWasDisturbedTwiceAndSayWhy) {
  disturbed = {1, 2};
  const auto found = measure_all(cells_of(faulty::right()));
  ASSERT_EQ(legs[1], "thread_pool");
  const auto& reference = found.results[1];
  EXPECT_THAT(reference.wall_seconds, SizeIs(8));
  EXPECT_EQ(reference.disturbances[0], "noise");
  EXPECT_EQ(reference.disturbances[1], "");
  EXPECT_TRUE(std::isnan(found.results[0].reference_ratios[0])) << "its partner was disturbed";
  EXPECT_EQ(found.results[0].reference_ratios[1], 0.5);
}

TEST_F(Rounds, DoNotTakeASerialTimeThatWasDisturbed) {
  disturbed = {1, 2};
  const auto found = measure_all(cells_of(with_serial_code()));
  ASSERT_EQ(legs[1], "serial");
  EXPECT_TRUE(std::isnan(found.results[0].serial_seconds[0]));
  EXPECT_EQ(found.results[0].serial_seconds[1], 0.25);
}

TEST_F(Rounds, EndOnAMachineThatIsAlwaysDisturbed) {
  for (std::size_t place = 1; place < 1000; ++place) disturbed.insert(place);
  const auto found = measure_all(cells_of(faulty::right()));
  EXPECT_LE(legs.size(), 3U * 8U * 9U / 8U + 1U);
  for (const auto& each : found.results)
    EXPECT_THAT(each.disturbances, AllOf(SizeIs(8), Each("noise"))) << each.backend;
}

TEST_F(Rounds, AreToldWhenTheyBegin) {
  const auto cells = cells_of(faulty::right());
  measure_all(cells, 3);
  EXPECT_THAT(begun, ElementsAre(0, 1, 2));
  begun.clear();
  measure_all(cells, 3, 0, saved);
  EXPECT_THAT(begun, IsEmpty()) << "nothing is missing";
}

TEST_F(Rounds, GoOnWhereTheyWereStopped) {
  const auto cells = cells_of(with_serial_code());
  stop_after = 14;
  const auto half = measure_all(cells);
  EXPECT_TRUE(half.interrupted);
  EXPECT_LT(legs.size(), 4U * 8U);
  for (const auto& each : saved)
    EXPECT_EQ(each.reference_ratios.size(), each.wall_seconds.size()) << each.backend;
  stop = false;
  stop_after = 0;
  const auto whole = measure_all(cells, 8, 0, saved);
  EXPECT_FALSE(whole.interrupted);
  for (const auto& each : whole.results) {
    EXPECT_THAT(each.wall_seconds, SizeIs(8)) << each.backend;
    EXPECT_THAT(each.reference_ratios, SizeIs(8)) << each.backend;
    EXPECT_THAT(each.serial_seconds, SizeIs(8)) << each.backend;
  }
}

TEST_F(Rounds, SayOfACellWithoutALegThatItWaits) {
  stop_after = 1;
  measure_all(cells_of(faulty::right()));
  ASSERT_THAT(saved, SizeIs(3));
  EXPECT_EQ(saved[0].problem, "not measured yet");
}

TEST_F(Rounds, DoNotGoOnWithOtherCells) {
  const auto cells = cells_of(faulty::right());
  measure_all(cells);
  const auto other = [&] { measure_all({cells.front()}, 8, 0, saved); };
  EXPECT_THAT(other, ThrowsMessage<std::invalid_argument>(HasSubstr("other cells")));
  std::swap(saved[0], saved[1]);
  EXPECT_THAT([&] { measure_all(cells, 8, 0, saved); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("thread_pool")));
}

TEST_F(Rounds, TellEachLeg) {
  broken = "alpha";
  measure_all(cells_of(faulty::right()), 4);
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.front(), std::pair(std::size_t{0}, std::size_t{12}));
  EXPECT_EQ(told.back(), std::pair(std::size_t{11}, std::size_t{12}));
  EXPECT_TRUE(std::ranges::is_sorted(told));
}

}  // namespace
}  // namespace bench
