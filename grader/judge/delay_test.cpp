// SPDX-License-Identifier: MIT
// The operation that made a run longer than need be is found, and named by the lecture's values.
#include "grader/judge/delay.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "grader/manifest/manifest.hpp"

namespace judge {
namespace {

const grader::operation_graph& graph() {
  static const auto expression = grader::read_manifest(EXPRESSION_MANIFEST).graph;
  return expression;
}

enum : std::uint32_t { add, sub, mul };
number apply(std::uint32_t which, number x, number y) {
  return which == add ? x + y : which == sub ? x - y : x * y;
}
const operation_table table{{"add", "sub", "mul"}, apply};

/// a to g; no two values of the expression are equal.
const std::vector<number> operands{4, 9, 5, 6, 7, 8, 10};

operation ran(std::uint32_t which, number x, number y, std::int64_t start, std::int64_t finish) {
  return {.which = which,
          .x = x,
          .y = y,
          .value = apply(which, x, y),
          .start = start,
          .finish = finish};
}

/// The six operations by their starts; a step each.
run_result unit_run(std::int64_t ab, std::int64_t cd, std::int64_t ef, std::int64_t product,
                    std::int64_t difference, std::int64_t value) {
  run_result result;
  result.operations = {ran(add, 4, 9, ab, ab + 1),
                       ran(add, 5, 6, cd, cd + 1),
                       ran(mul, 7, 8, ef, ef + 1),
                       ran(mul, 13, 11, product, product + 1),
                       ran(sub, 56, 10, difference, difference + 1),
                       ran(mul, 143, 46, value, value + 1)};
  return result;
}

std::string said_of(const run_result& run) {
  const auto found = find_delay(graph(), table, operands, run);
  return found ? describe(*found, graph(), table) : "";
}

TEST(Delay, IsNoneOnTheShortestWay) { EXPECT_EQ(said_of(unit_run(0, 0, 0, 1, 1, 2)), ""); }

TEST(Delay, NamesWhatCouldHaveBegunAtOnce) {
  EXPECT_EQ(said_of(unit_run(0, 0, 2, 1, 3, 4)),
            "mul(2, 3) began after 2 steps, though it could have begun at once.");
}

TEST(Delay, NamesWhatWaitedForAnotherValue) {
  EXPECT_EQ(
      said_of(unit_run(0, 0, 0, 2, 1, 3)),
      "mul(10, 10) began after 2 steps, though its operands were known after 1 step: something "
      "else was waited for.");
}

TEST(Delay, IsNotWhereItMakesNothingLonger) {
  auto long_sums = unit_run(0, 0, 0, 3, 3, 4);
  for (const auto sum : {0u, 1u}) long_sums.operations[sum].finish = 3;
  EXPECT_EQ(said_of(long_sums), "") << "the difference was late, but the product was not";
}

TEST(Delay, FindsTheOperationsInAnyOrderAndWithOperandsTurned) {
  auto run = unit_run(0, 0, 2, 1, 3, 4);
  std::ranges::reverse(run.operations);
  for (auto& each : run.operations)
    if (each.which != sub) std::swap(each.x, each.y);
  EXPECT_EQ(said_of(run), "mul(2, 3) began after 2 steps, though it could have begun at once.");
}

TEST(Delay, IsUnknownWhereOtherOperationsWereDone) {
  auto run = unit_run(0, 0, 2, 1, 3, 4);
  run.operations.push_back(ran(add, 1, 1, 0, 1));
  EXPECT_EQ(said_of(run), "") << "one more";
  run = unit_run(0, 0, 2, 1, 3, 4);
  run.operations[0].which = sub;
  EXPECT_EQ(said_of(run), "") << "another one";
  run = unit_run(0, 0, 2, 1, 3, 4);
  run.operations[5].finish.reset();
  EXPECT_EQ(said_of(run), "") << "one that never ended";
  EXPECT_EQ(said_of({}), "") << "none";
}

}  // namespace
}  // namespace judge
