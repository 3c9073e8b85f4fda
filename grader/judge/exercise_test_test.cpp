// SPDX-License-Identifier: MIT
// What the fixture of an exercise's tests makes of a run: misused operations, and shares of points.
#include "grader/judge/exercise_test.hpp"

#include <gtest/gtest.h>

namespace judge {
namespace {

number apply(std::uint32_t which, number x, number y) { return which == 0 ? x + y : x * y; }
const operation_table table{{"add", "mul"}, apply};

/// Operations that were asked for and answered one after the other.
run_result one_after_the_other(std::vector<operation> operations) {
  for (std::size_t index = 0; index < operations.size(); ++index) {
    auto& each = operations[index];
    each.value = apply(each.which, each.x, each.y);
    each.finish = static_cast<std::int64_t>(index) + 1;
    each.answer_index = each.answered_before = index;
  }
  return {.ending = ending::returned, .operations = std::move(operations)};
}

operation add(number x, number y) { return {.which = 0, .x = x, .y = y}; }
operation mul(number x, number y) { return {.which = 1, .x = x, .y = y}; }

/// The rule, and the sentence.
std::pair<std::string, std::string> said(const run_result& run, const std::vector<number>& given,
                                         std::size_t expected_count) {
  const auto found = misuse_of_operations(run, given, expected_count);
  if (!found) return {};
  if (!found->operation) return {found->rule, found->what};
  return {found->rule, to_text(run.operations[*found->operation], table) + " " + found->what};
}
using rule_and_sentence = std::pair<std::string, std::string>;

TEST(MisuseOfOperations, IsNoneWhenEachIsDoneOnceOnKnownOperands) {
  const auto run = one_after_the_other({add(2, 3), add(4, 7), mul(5, 11)});
  EXPECT_EQ(said(run, {2, 3, 4, 7}, 3), rule_and_sentence());
}

TEST(MisuseOfOperations, IsToAskTwice) {
  const auto run = one_after_the_other({add(2, 3), add(2, 3)});
  EXPECT_EQ(said(run, {2, 3}, 2),
            rule_and_sentence("operation_done_twice", "add(2, 3) was asked for twice"));
}

TEST(MisuseOfOperations, IsNotToAskTheSameOfTwoOperations) {
  const auto run = one_after_the_other({add(2, 3), mul(2, 3)});
  EXPECT_EQ(said(run, {2, 3}, 2), rule_and_sentence());
}

TEST(MisuseOfOperations, IsAnOperandThatNobodyGave) {
  const auto run = one_after_the_other({add(2, 3), mul(6, 2)});
  EXPECT_EQ(said(run, {2, 3}, 2),
            rule_and_sentence("operand_not_computed",
                              "mul(6, 2) was asked for before any operation had given 6"));
}

TEST(MisuseOfOperations, IsAnOperandThatIsGivenOnlyLater) {
  const auto run = one_after_the_other({mul(5, 2), add(2, 3)});
  EXPECT_EQ(said(run, {2, 3}, 2),
            rule_and_sentence("operand_not_computed",
                              "mul(5, 2) was asked for before any operation had given 5"));
}

TEST(MisuseOfOperations, IsAnOperandWhoseOperationIsStillUnderWay) {
  auto run = one_after_the_other({add(2, 3), mul(5, 2)});
  run.operations[1].answered_before = 0;  // asked for while the sum was being computed
  EXPECT_EQ(said(run, {2, 3}, 2),
            rule_and_sentence("operand_not_computed",
                              "mul(5, 2) was asked for before any operation had given 5"));
}

TEST(MisuseOfOperations, IsAnOperandWhoseOperationNeverEnded) {
  auto run = one_after_the_other({add(2, 3), mul(5, 2)});
  run.operations[0].finish.reset();
  EXPECT_TRUE(misuse_of_operations(run, {2, 3}, 2).has_value());
}

TEST(MisuseOfOperations, IsAnotherNumberOfThem) {
  const auto run = one_after_the_other({add(2, 3)});
  EXPECT_EQ(
      said(run, {2, 3}, 2),
      rule_and_sentence("operations_missing", "Operations asked for: 1; the expression has 2."));
  EXPECT_TRUE(misuse_of_operations(run, {2, 3}, 0).has_value());
  EXPECT_EQ(said({}, {2, 3}, 1).first, "constant_answer");
}

TEST(OperationText, ReadsAsACall) { EXPECT_EQ(to_text(add(3, -7), table), "add(3, -7)"); }

}  // namespace
}  // namespace judge
