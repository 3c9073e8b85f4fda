// SPDX-License-Identifier: MIT
// The fixture of an exercise's tests.
#include "grader/judge/exercise_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace judge {
namespace {

std::string current_test() {
  const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
  return fmt::format("{}.{}", info->test_suite_name(), info->name());
}

/// The check of the manifest that the running test is.
const grader::check& current_check() {
  const auto& checks = session::current().rules().checks;
  return *std::ranges::find(checks, current_test(), &grader::check::test);
}

using request_key = std::tuple<std::uint32_t, number, number>;

/// An operand is known when it was given, or when an operation answered before had that value.
bool known(number operand, const operation& asked, const run_result& result,
           const std::vector<number>& given) {
  if (std::ranges::find(given, operand) != given.end()) return true;
  return std::ranges::any_of(result.operations, [&](const operation& other) {
    return other.value == operand && other.finish && other.answer_index < asked.answered_before;
  });
}

}  // namespace

void exercise_test::SetUp() {
  if (const auto reason = session::current().why_not(current_check())) GTEST_SKIP() << *reason;
}

structure_result exercise_test::measure(const make_operands& fresh_operands) {
  auto measured = measure_structure(session::current(), fresh_operands, current_check().points);
  if (measured.failure) ADD_FAILURE() << *measured.failure;
  return measured;
}

bool exercise_test::expect_return(const run_result& result, const std::string& where) {
  if (result.ending == ending::returned) return true;
  ADD_FAILURE() << describe(result) << " (" << where << ")";
  return false;
}

bool exercise_test::expect_value(const run_result& result, number expected,
                                 const std::string& where) {
  if (!expect_return(result, where)) return false;
  if (result.value == expected) return true;
  auto sentence =
      fmt::format("evaluate returned {}, but the value is {} ({}).", result.value, expected, where);
  session::current().note(reports::verdict::wrong_value, sentence);
  ADD_FAILURE() << sentence;
  return false;
}

void exercise_test::fail_with(const mistake& found) {
  session::current().add_mistakes({found});
  ADD_FAILURE() << found.message;
}

void exercise_test::fail_with(const std::string& rule, const run_result& result,
                              const operation& what, const std::string& message) {
  const auto line = session::current().explains().line_of(result, what);
  fail_with({.rule = rule,
             .line = line,
             .message = (line ? fmt::format("Line {}: ", *line) : std::string()) + message});
}

void exercise_test::give_credit(double part) { RecordProperty("credit", fmt::format("{}", part)); }

std::optional<misuse> misuse_of_operations(const run_result& result,
                                           const std::vector<number>& given,
                                           std::size_t expected_count) {
  std::set<request_key> asked;
  for (std::size_t i = 0; i < result.operations.size(); ++i) {
    const auto& each = result.operations[i];
    if (!asked.emplace(each.which, each.x, each.y).second)
      return misuse{"operation_done_twice", "was asked for twice", i};
    for (const number operand : {each.x, each.y})
      if (!known(operand, each, result, given))
        return misuse{"operand_not_computed",
                      fmt::format("was asked for before any operation had given {}", operand), i};
  }
  if (result.operations.empty())
    return misuse{"constant_answer", "The value was returned without any operation."};
  if (result.operations.size() != expected_count)
    return misuse{"operations_missing",
                  fmt::format("Operations asked for: {}; the expression has {}.",
                              result.operations.size(), expected_count)};
  return {};
}

}  // namespace judge
