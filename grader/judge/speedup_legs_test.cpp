// SPDX-License-Identifier: MIT
// What is wrong with a leg is called what it is.
#include "grader/judge/speedup_legs.hpp"

#include <gtest/gtest.h>

namespace judge {
namespace {

constexpr number steps = 10;
const std::vector<number> operands{3, 4};

/// One operation, the sum.
const leg_rules rules{.operations = 1,
                      .fresh_operands = [] { return operands; },
                      .value_of = [](const std::vector<number>& x) { return x[0] + x[1]; }};

run_result good() {
  run_result result;
  result.ending = ending::returned;
  result.value = 7;
  result.receipts = {{.which = 0, .x = 3, .y = 4, .chain_end = protocol::burn(0, 3, 4, steps)}};
  return result;
}

/// "rule: message"; empty for none.
std::string problem(const run_result& result, protocol::mode kind = protocol::mode::burning) {
  const auto found = problem_with(result, rules, operands, kind, steps);
  return found ? found->rule + ": " + found->message : "";
}

TEST(LegProblem, IsNoneWhenValueAndWorkAreThere) { EXPECT_EQ(problem(good()), ""); }

TEST(LegProblem, IsNoWorkOnlyWhenTheWorkWasNotDone) {
  const std::string no_work = "no_work: The value was returned without the operations' work.";
  auto result = good();
  result.receipts.clear();
  EXPECT_EQ(problem(result), no_work);
  EXPECT_EQ(problem(result, protocol::mode::reference), "") << "ours sends none";
  result = good();
  result.receipts[0].chain_end ^= 1;
  EXPECT_EQ(problem(result), no_work) << "a receipt that was guessed";
  result = good();
  result.receipts[0].x = 5;
  EXPECT_EQ(problem(result), no_work) << "of other operands, from an earlier leg";
}

TEST(LegProblem, IsAWrongValue) {
  auto result = good();
  result.value = 8;
  EXPECT_EQ(problem(result), "wrong_value: A wrong value was returned while the time was taken.");
}

TEST(LegProblem, IsWhateverEndedIt) {
  auto result = good();
  result.receipts.clear();
  const auto ended = [&](ending how, std::string detail) {
    result.ending = how;
    result.detail = std::move(detail);
    return problem(result);
  };
  EXPECT_EQ(ended(ending::crashed, "SIGSEGV (Segmentation fault)"),
            "crash: Your program crashed: SIGSEGV (Segmentation fault).");
  EXPECT_EQ(ended(ending::exited, "exit(3)"),
            "crash: Your program ended by exit(3) before evaluate returned.");
  EXPECT_EQ(ended(ending::deadlocked, ""),
            "deadlock: Deadlock: every thread waits, no operation is under way, nothing can wake "
            "them.");
  EXPECT_EQ(ended(ending::timed_out, "5 s"), "timeout: Your program did not end within 5 s.");
  EXPECT_EQ(ended(ending::out_of_memory, "1024 MiB"),
            "memory: Your program ran out of memory (1024 MiB).");
  EXPECT_EQ(ended(ending::flooded, "64 KiB"), "output: Your program printed more than 64 KiB.");
  EXPECT_EQ(ended(ending::forbidden, "tried to fork"), "forbidden: Your program tried to fork.");
}

}  // namespace
}  // namespace judge
