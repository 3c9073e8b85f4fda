// SPDX-License-Identifier: MIT
// The order and the times of answers, without any process.
#include "grader/judge/operation_desk.hpp"

#include <gtest/gtest.h>

namespace judge {
namespace {

enum : std::uint32_t { add, mul };
number apply(std::uint32_t which, number x, number y) { return which == add ? x + y : x * y; }
const operation_table table{{"add", "mul"}, apply};

/// A desk that is asked by id.
class desk {
 public:
  explicit desk(run_request request) : request_(std::move(request)), desk_(table, request_, 100) {}

  desk& ask(std::uint32_t id, std::uint32_t which, number x, number y) {
    protocol::frame packet{.kind = protocol::kind::request, .id = id, .operation = which};
    packet.operands[0] = x;
    packet.operands[1] = y;
    EXPECT_EQ(desk_.take(packet), std::nullopt);
    return *this;
  }
  std::uint32_t next() { return desk_.answer_next().id; }
  std::int64_t now() const { return desk_.now(); }

 private:
  run_request request_;
  operation_desk desk_;
};

TEST(OperationDesk, TakesOneStepForAnOperationUnlessItIsTold) {
  desk unit({.operands = {2, 3, 5}});
  unit.ask(1, add, 2, 3).next();
  EXPECT_EQ(unit.now(), 1);
}

TEST(OperationDesk, AnswersFirstWhatFinishesFirst) {
  desk slow_products({.operands = {2, 3, 5, 7}, .costs = {1, 3}});
  slow_products.ask(1, mul, 2, 3).ask(2, add, 5, 7);
  EXPECT_EQ(slow_products.next(), 2u);
  EXPECT_EQ(slow_products.now(), 1);
  slow_products.ask(3, add, 12, 2);
  EXPECT_EQ(slow_products.next(), 3u);
  EXPECT_EQ(slow_products.now(), 2);
  EXPECT_EQ(slow_products.next(), 1u);
  EXPECT_EQ(slow_products.now(), 3);
}

TEST(OperationDesk, AnswersTogetherInTheOrderOfTheOperandsWhoeverAskedFirst) {
  for (const bool turned : {false, true}) {
    desk both({.operands = {2, 3, 5, 7}});
    if (turned)
      both.ask(2, mul, 5, 7).ask(1, add, 2, 3);
    else
      both.ask(1, add, 2, 3).ask(2, mul, 5, 7);
    EXPECT_EQ(both.next(), 1u);
    EXPECT_EQ(both.now(), 1);
    both.ask(4, add, 35, 2).ask(3, add, 5, 3);
    EXPECT_EQ(both.next(), 2u) << "it began a step earlier";
    EXPECT_EQ(both.next(), 3u) << "its operands were given";
    EXPECT_EQ(both.next(), 4u) << "its operand was computed";
  }
}

TEST(OperationDesk, LeavesTimeAloneWhenAnswersArePrompt) {
  desk prompt({.pace = pace::prompt, .operands = {2, 3}, .costs = {5, 5}});
  prompt.ask(1, mul, 2, 3).ask(2, add, 2, 3);
  EXPECT_EQ(prompt.next(), 1u) << "in the order in which they were asked for";
  EXPECT_EQ(prompt.next(), 2u);
  EXPECT_EQ(prompt.now(), 0);
}

}  // namespace
}  // namespace judge
