// SPDX-License-Identifier: MIT
// The real lab-span finds the parallelism of workloads whose graphs are known.
#include "bench/work_and_span.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace bench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

cell cell_of(const char* workload, std::int64_t size) {
  return {find_workload(workload), size, {}, 1};
}

class WorkAndSpan : public testing::Test {
 protected:
  std::vector<reports::bench_workload> describe(const std::vector<cell>& cells,
                                                std::vector<reports::bench_workload> known = {},
                                                const char* program = LAB_SPAN) {
    return describe_workloads(
        cells, std::move(known), program,
        [this](auto, auto done, auto total, const auto& name) {
          EXPECT_LT(done, total);
          told.emplace_back(name);
        },
        stop);
  }
  double parallelism(const char* workload, std::int64_t size) {
    const auto found = describe({cell_of(workload, size)}).at(0);
    return found.work_seconds / found.span_seconds;
  }
  std::vector<std::string> told;
  std::atomic<bool> stop{false};
};

TEST_F(WorkAndSpan, AreThoseOfTheGraph) {
  const auto quick = [](const char* name) { return find_workload(name).sizes.quick; };
  EXPECT_GT(parallelism("mandelbrot", quick("mandelbrot")), 4) << "rows that need no other";
  const auto expression = parallelism("expression", quick("expression"));
  EXPECT_GT(expression, 1.2) << "six operations in three steps";
  EXPECT_LT(expression, 2.8);
  // 256 blocks, 31 of them one after the other: most are there when they are read.
  EXPECT_LT(parallelism("wavefront", quick("wavefront")), 14);
}

TEST_F(WorkAndSpan, AreUnknownWithoutSerialCodeAndWithoutTheProgram) {
  EXPECT_TRUE(std::isnan(parallelism("right", 1)));
  const auto missing = describe({cell_of("fib", 10)}, {}, "/nonexistent/lab-span").at(0);
  EXPECT_TRUE(std::isnan(missing.work_seconds));
  EXPECT_TRUE(missing.problem.has_value());
  EXPECT_THAT(missing.stresses, ElementsAre("spawn overhead", "blocking"));
}

TEST_F(WorkAndSpan, SayWhyTheyAreUnknown) {
  const auto late = describe_workloads(
      {cell_of("fib", 30)}, {}, LAB_SPAN, [](auto&&...) {}, stop, std::chrono::milliseconds(1));
  EXPECT_TRUE(std::isnan(late.at(0).span_seconds));
  EXPECT_THAT(late.at(0).problem.value_or(""), HasSubstr("did not end within"));
  EXPECT_EQ(describe({cell_of("right", 1)}).at(0).problem, std::nullopt) << "nothing was tried";
  EXPECT_EQ(describe({cell_of("fib", 10)}).at(0).problem, std::nullopt);
}

TEST_F(WorkAndSpan, AreMeasuredOnceAWorkload) {
  const auto first = describe({cell_of("fib", 10), cell_of("fib", 10), cell_of("right", 1)});
  EXPECT_THAT(first, SizeIs(2));
  EXPECT_THAT(told, ElementsAre("fib", "right"));
  EXPECT_GT(first[0].span_seconds, 0);
  EXPECT_LT(first[0].span_seconds, first[0].work_seconds);
  const auto again = describe({cell_of("fib", 10)}, first);
  EXPECT_THAT(told, SizeIs(2)) << "it is known";
  EXPECT_EQ(again[0].work_seconds, first[0].work_seconds);
  stop = true;
  EXPECT_THAT(describe({cell_of("fib", 10)}), SizeIs(0));
}

}  // namespace
}  // namespace bench
