// SPDX-License-Identifier: MIT
// The tables fit a terminal, and say why there is nothing.
#include "bench/overhead/table.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

using testing::HasSubstr;

constexpr auto unknown = std::numeric_limits<double>::quiet_NaN();

TEST(CostsTable, ShowsMediansAndRatiosAndEachProblemOnce) {
  const std::vector<reports::bench_cost> costs{
      {"fib", "tbb", 1, 1'000, "s", {70e-9, 80e-9, 90e-9}, {0.25, 0.2, 0.3}, true, {}},
      {"fib", "asio", 1, 0, "s", {}, {}, false, "refused: it would starve"},
      {"fib", "asio", 2, 0, "s", {}, {}, false, "refused: it would starve"},
      {"memory", "asio", 1, 1'000, "bytes", {192}, {0.4}, true, {}}};
  EXPECT_EQ(costs_table(costs),
            "What a task costs: median of the legs; ratio: the reference pool's cost to this one,\n"
            "median of the rounds\n"
            "\n"
            "work             workers  competitor             cost  spread    ratio     tasks\n"
            "fib                    1  tbb                 80.0 ns    12 %     0.25      1000\n"
            "fib                    1  asio                refused       -        -         -\n"
            "fib                    2  asio                refused       -        -         -\n"
            "\n"
            "memory                 1  asio                  192 B       -     0.40      1000\n"
            "\n"
            "fib on asio: refused: it would starve\n");
}

TEST(CostsTable, ShowsMediansOfTheRoundsThatCount) {
  reports::bench_cost cost{"fib", "tbb", 1, 9, "s", {70e-9, 7, 90e-9}, {0.25, 9, 0.25}, true, {}};
  cost.disturbances = {"", "noise", ""};
  EXPECT_THAT(costs_table({cost}), HasSubstr("80.0 ns    12 %     0.25         9\n"));
}

TEST(TargetsTable, SaysMetOrMissedOrNotMeasured) {
  const std::vector<reports::bench_target> targets{
      {"fib", "tbb", 2, "ratio", 0.20, 0.153, 0.149, 0.158},
      {"flood", "", 1, "s", 100e-9, 120e-9, unknown, unknown},
      {"idle", "", 4, "s", 2e-3, unknown, unknown, unknown}};
  EXPECT_EQ(
      targets_table(targets),
      "\n"
      "target                            workers measured  95% interval        at most\n"
      "fib / tbb                               2     0.15  0.15 .. 0.16           0.20  met\n"
      "flood                                   1   120 ns  -                    100 ns  missed\n"
      "idle                                    4        -  -                   2.00 ms  not "
      "measured\n");
  EXPECT_EQ(targets_table({}), "");
}

TEST(SuiteTable, SaysWhatThereIs) {
  for (const auto& each : works()) EXPECT_THAT(suite_table(), HasSubstr(std::string(each.summary)));
  for (const auto& each : competitors())
    EXPECT_THAT(suite_table(), HasSubstr(std::string(each.summary)));
}

}  // namespace
}  // namespace bench::overhead
