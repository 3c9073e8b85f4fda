// SPDX-License-Identifier: MIT
// A benchmark's record survives its JSON, and what is wrong in one is named.
#include "reports/record/bench_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "reports/record/record_kind.hpp"
#include "reports/record/submission_record.hpp"

namespace reports {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

bench_record full_record() {
  return {.environment = {{"cpu", "a \xff cpu"}, {"cores", "2"}},
          .results = {{"fib", "tbb", 2, 1LL << 40, {0.5, 0.25}, {1.0, 0.5}, true, std::nullopt},
                      {"fib", "std_async", 0, 100, {}, {}, false, "refused: too many threads"}}};
}

TEST(BenchRecord, SurvivesARoundTrip) {
  const auto text = to_json(full_record());
  const auto back = bench_from_json(text);
  EXPECT_EQ(to_json(back), text);
  EXPECT_EQ(back.environment.at("cpu"), "a \uFFFD cpu");
  ASSERT_EQ(back.results.size(), 2U);
  EXPECT_EQ(back.results[0].tasks, 1LL << 40);
  EXPECT_EQ(back.results[0].wall_seconds, (std::vector{0.5, 0.25}));
  EXPECT_TRUE(back.results[0].answer_checked);
  EXPECT_EQ(back.results[0].problem, std::nullopt);
  EXPECT_TRUE(back.results[1].cpu_seconds.empty());
  EXPECT_EQ(back.results[1].problem, "refused: too many threads");
}

TEST(BenchRecord, SurvivesARoundTripWithPairs) {
  auto record = full_record();
  auto& paired = record.results.front();
  paired.reference_ratios = {0.5, std::nan("")};
  paired.control_ratios = {1.25, std::nan("")};
  paired.serial_seconds = {0.125, 0.25};
  paired.peak_bytes = {4096, 8192};
  paired.samples = {{0.5, 0.75}, {0.25, 1}};
  const auto back = bench_from_json(to_json(record));
  EXPECT_EQ(to_json(back), to_json(record));
  ASSERT_EQ(back.results.front().reference_ratios.size(), 2U);
  EXPECT_EQ(back.results.front().reference_ratios[0], 0.5);
  EXPECT_TRUE(std::isnan(back.results.front().reference_ratios[1]));
  ASSERT_EQ(back.results.front().control_ratios.size(), 2U);
  EXPECT_EQ(back.results.front().control_ratios[0], 1.25);
  EXPECT_TRUE(std::isnan(back.results.front().control_ratios[1]));
  EXPECT_TRUE(back.results.back().control_ratios.empty()) << "as in records of old";
  EXPECT_EQ(back.results.front().serial_seconds, paired.serial_seconds);
  EXPECT_EQ(back.results.front().peak_bytes, paired.peak_bytes);
  EXPECT_EQ(back.results.front().samples, paired.samples);
  EXPECT_TRUE(back.results.back().samples.empty());
}

TEST(BenchRecord, SurvivesARoundTripWithWhatIsKnownOfWorkloadsAndMachine) {
  auto record = full_record();
  record.results.front().disturbances = {"", "the host ran others"};
  record.workloads = {{"fib", {"spawn overhead", "blocking"}, 0.5, std::nan("")},
                      {"slow", {}, std::nan(""), std::nan(""), "it took too long"}};
  record.ceilings = {{2, {1.9, std::nan("")}}};
  record.other_legs = {{"fib", "", 2, 3, "serial", {0.5, 0.25}, "the host ran others"},
                       {"fib", "thread_pool", 2, 4, "control", {}, ""}};
  const auto back = bench_from_json(to_json(record));
  EXPECT_EQ(to_json(back), to_json(record));
  EXPECT_EQ(back.results.front().disturbances, record.results.front().disturbances);
  ASSERT_EQ(back.workloads.size(), 2U);
  EXPECT_EQ(back.workloads.front().problem, std::nullopt);
  EXPECT_EQ(back.workloads.back().problem, "it took too long");
  EXPECT_EQ(back.workloads.front().stresses, record.workloads.front().stresses);
  EXPECT_EQ(back.workloads.front().work_seconds, 0.5);
  EXPECT_TRUE(std::isnan(back.workloads.front().span_seconds));
  ASSERT_EQ(back.ceilings.size(), 1U);
  EXPECT_EQ(back.ceilings.front().workers, 2);
  EXPECT_EQ(back.ceilings.front().speedups.front(), 1.9);
  ASSERT_EQ(back.other_legs.size(), 2U);
  EXPECT_EQ(back.other_legs.front().backend, "");
  EXPECT_EQ(back.other_legs.front().samples, (std::vector{0.5, 0.25}));
  EXPECT_EQ(back.other_legs.back().purpose, "control");
}

TEST(BenchCost, HasNoNumbersForRoundsThatDoNotCount) {
  bench_cost cost{"fib", "tbb", 2, 9, "s", {7e-8, 8e-8, 9e-8}, {0.2, 0.25}, true, std::nullopt};
  cost.disturbances = {"", "the host ran others", "the same"};
  const auto left = without_disturbed(cost);
  EXPECT_TRUE(counts(cost, 0));
  EXPECT_FALSE(counts(cost, 1));
  EXPECT_EQ(left.values[0], 7e-8);
  EXPECT_TRUE(std::isnan(left.values[1]) && std::isnan(left.values[2]));
  EXPECT_EQ(left.ratios[0], 0.2);
  EXPECT_TRUE(std::isnan(left.ratios[1]));
  cost.disturbances.clear();
  EXPECT_EQ(without_disturbed(cost).values, cost.values) << "of an old record nothing is known";
}

TEST(BenchRecord, SamplesThatAreNoListsAreRefusedByName) {
  auto text = to_json(full_record());
  text.insert(text.find("\"workload\""), R"("samples": [[1], 2], )");
  EXPECT_THAT([&] { bench_from_json(text); },
              ThrowsMessage<std::runtime_error>(HasSubstr("results[0].samples")));
}

bench_record with_costs() {
  auto record = full_record();
  record.results.clear();
  record.costs = {{"fib", "tbb", 2, 1LL << 40, "s", {7e-8, 8e-8}, {0.2, 0.25}, true, std::nullopt},
                  {"fib", "asio", 1, 0, "s", {}, {}, false, "refused: it would starve"}};
  record.targets = {{"fib", "tbb", 2, "ratio", 0.2, 0.25, 0.2, 0.3},
                    {"idle", "", 4, "s", 2e-3, std::nan(""), std::nan(""), std::nan("")}};
  return record;
}

TEST(BenchRecord, SurvivesARoundTripWithCostsAndTargets) {
  const auto text = to_json(with_costs());
  const auto back = bench_from_json(text);
  EXPECT_EQ(to_json(back), text);
  ASSERT_EQ(back.costs.size(), 2U);
  EXPECT_EQ(back.costs[0].ratios, (std::vector{0.2, 0.25}));
  EXPECT_EQ(back.costs[1].problem, "refused: it would starve");
  ASSERT_EQ(back.targets.size(), 2U);
  EXPECT_EQ(is_met(back.targets[0]), false);
  EXPECT_EQ(back.targets[1].against, "");
  EXPECT_EQ(is_met(back.targets[1]), std::nullopt);
}

TEST(BenchRecord, SurvivesARoundTripWithCurves) {
  auto record = with_costs();
  record.costs[0].curve = {{0.5, 7e-8}, {0.9, std::nan("")}};
  record.costs[0].disturbances = {"", "the host ran others"};
  const auto text = to_json(record);
  const auto back = bench_from_json(text);
  EXPECT_EQ(to_json(back), text);
  ASSERT_EQ(back.costs[0].curve.size(), 2U);
  EXPECT_EQ(back.costs[0].curve[0].x, 0.5);
  EXPECT_EQ(back.costs[0].curve[0].y, 7e-8);
  EXPECT_TRUE(std::isnan(back.costs[0].curve[1].y));
  EXPECT_TRUE(back.costs[1].curve.empty()) << "it is missing, as in old records";
  EXPECT_EQ(back.costs[0].disturbances, record.costs[0].disturbances);
  EXPECT_TRUE(back.costs[1].disturbances.empty()) << "the same";
}

TEST(BenchRecord, CurvesThatAreNoPointsAreRefusedByName) {
  auto text = to_json(with_costs());
  text.insert(text.find("\"work\""), R"("curve": [{"x": 1, "y": 2}, {"x": 1}], )");
  EXPECT_THAT([&] { bench_from_json(text); },
              ThrowsMessage<std::runtime_error>("field \"costs[0].curve[1].y\" is missing"));
}

TEST(BenchRecord, IsReadAlthoughItHasNoCosts) {
  const auto* text = R"({"schema_version": 1, "kind": "bench", "environment": {}, "results": []})";
  EXPECT_TRUE(bench_from_json(text).costs.empty());
  EXPECT_TRUE(bench_from_json(text).targets.empty());
}

TEST(BenchRecord, WritesUnknownTimesAsNull) {
  auto record = full_record();
  record.results[0].wall_seconds[1] = std::nan("");
  const auto text = to_json(record);
  EXPECT_THAT(text, HasSubstr("null"));
  EXPECT_TRUE(std::isnan(bench_from_json(text).results[0].wall_seconds[1]));
}

TEST(BenchRecord, NamesTheFieldThatIsMissing) {
  const auto* text = R"({"schema_version": 1, "kind": "bench", "environment": {},
                         "results": [{"workload": "fib"}]})";
  EXPECT_THAT([&] { bench_from_json(text); },
              ThrowsMessage<std::runtime_error>("field \"results[0].backend\" is missing"));
}

TEST(RecordKind, IsReadFromTheRecordWhateverItsVersion) {
  EXPECT_EQ(record_kind(to_json(full_record())), "bench");
  EXPECT_EQ(record_kind(to_json(submission_record{})), "submission");
  EXPECT_EQ(record_kind(R"({"kind": "song", "schema_version": 99})"), "song");
  EXPECT_THROW(record_kind("[]"), std::runtime_error);
}

}  // namespace
}  // namespace reports
