// SPDX-License-Identifier: MIT
// The checks of the expression exercise; exercise.toml says what each is worth.
#include <fmt/format.h>

#include <algorithm>

#include "exercises/expression/reference.hpp"
#include "grader/judge/exercise_test.hpp"

judge::operation_table judge::exercise_operations() {
  return {.names = {"add", "sub", "mul"}, .apply = expression::apply};
}

std::vector<judge::number> judge::exercise_operands() { return expression::fresh_operands(); }

namespace {

using expression::fresh_operands, expression::operand_list, expression::value_of;
using judge::ending, judge::pace, judge::run_request, judge::run_result;

class Expression : public judge::exercise_test {
 protected:
  const judge::operation_table table = judge::exercise_operations();

  static run_result evaluate(const operand_list& x, run_request how = {}) {
    how.operands = x;
    return run(how);
  }
  static std::string where(const operand_list& x) {
    return fmt::format("operands {}", fmt::join(x, ", "));
  }
  static std::string name_of(const judge::operation& what, const operand_list& x) {
    return judge::session::current().explains().name_of(what, x);
  }
  /// A mistake of the whole function, whose line it has.
  static void note_in_function(const judge::misuse& wrong) {
    auto& session = judge::session::current();
    session.add_mistakes({{.rule = wrong.rule,
                           .line = session.explains().line_of_function(),
                           .message = wrong.what}});
  }
  /// In an order that does not depend on who was first.
  static std::vector<judge::operation> by_name(std::vector<judge::operation> all,
                                               const operand_list& x) {
    std::ranges::sort(all, {}, [&](const auto& each) { return name_of(each, x); });
    return all;
  }
};

TEST_F(Expression, EvaluatesTheLecturesExample) {
  const auto& x = expression::lectures_operands;
  expect_value(evaluate(x, {.pace = pace::prompt}), value_of(x), "the lecture's operands");
}

TEST_F(Expression, EvaluatesRandomOperands) {
  for (int round = 0; round < 3; ++round) {
    const auto x = fresh_operands();
    const auto result = evaluate(x, {.pace = pace::prompt});
    if (expect_value(result, value_of(x), where(x))) continue;
    if (const auto wrong = judge::misuse_of_operations(result, x, expression::operation_count);
        wrong && wrong->rule == "constant_answer")
      note_in_function(*wrong);
    return;
  }
}

TEST_F(Expression, DoesEachOperationOnceOnKnownOperands) {
  const auto x = fresh_operands();
  const auto result = evaluate(x);
  if (!expect_return(result, where(x))) return;
  const auto wrong = judge::misuse_of_operations(result, x, expression::operation_count);
  if (!wrong) return;
  if (!wrong->operation) {
    auto& session = judge::session::current();
    session.add_mistakes(session.explains().of_habits(result, x, 3));
    note_in_function(*wrong);
    FAIL() << wrong->what;
  }
  const auto& which = result.operations[*wrong->operation];
  fail_with(wrong->rule, result, which,
            fmt::format("{} {} ({}).", name_of(which, x), wrong->what, where(x)));
}

TEST_F(Expression, ReachesTheCriticalPath) {
  const auto [mark, explained, failure] = measure(fresh_operands);
  if (failure || mark.share == 1) return;
  give_credit(mark.share);
  if (explained) FAIL() << mark.message;
  fail_with({.rule = mark.share == 0 ? "one_operation_at_a_time" : "lost_parallelism",
             .message = mark.message});
}

TEST_F(Expression, RunsItsOperationsOnThePool) {
  const auto x = fresh_operands();
  const auto blocked = evaluate(x, {.workers = 1, .plugged = true});
  for (const auto& each : by_name(blocked.operations, x))
    if (each.off_the_pool)
      return fail_with(
          "outside_the_pool", blocked, each,
          name_of(each, x) + " ran although the pool's only worker was blocked: outside the pool.");
  if (blocked.operations.empty()) FAIL() << "No operation was asked for at all.";
  for (const unsigned workers : {1u, 2u}) {
    const auto result = evaluate(x, {.workers = workers});
    if (result.most_at_once <= workers) continue;
    const auto excess = judge::session::current().explains().of_excess(result, x, workers);
    return fail_with(!excess.empty()
                         ? excess.front()
                         : judge::mistake{.rule = "too_many_at_once",
                                          .message = fmt::format(
                                              "{} operations ran at once on a pool with {}.",
                                              result.most_at_once, judge::workers_text(workers))});
  }
}

TEST_F(Expression, NeedsNoMoreThanOneWorker) {
  const auto x = fresh_operands();
  expect_value(run_in_steps(judge::session::current(), x, 1), value_of(x), "one worker");
}

TEST_F(Expression, PassesOnTheExceptionOfAnOperation) {
  const auto x = fresh_operands();
  const auto all = by_name(evaluate(x, {.pace = pace::prompt}).operations, x);
  if (all.size() < expression::operation_count)
    FAIL() << "Only " << all.size() << " operations were asked for, so none else could fail.";
  for (std::size_t failing = 0; failing < expression::operation_count; ++failing) {
    const auto text = fmt::format("operation {} failed", x[failing]);
    std::optional<judge::operation> broken;
    const auto fails = [&](const judge::operation& asked) -> std::optional<std::string> {
      const auto& wanted = all[failing];
      if (asked.which != wanted.which || asked.x != wanted.x || asked.y != wanted.y) return {};
      broken = asked;
      return text;
    };
    const auto result = evaluate(x, {.pace = pace::prompt, .fails = fails});
    if (!broken) FAIL() << name_of(all[failing], x) << " was not asked for again.";
    const auto name = name_of(*broken, x);
    if (result.ending == ending::returned) {
      const bool dropped = judge::has_event(result, protocol::trace_kind::fails);
      return fail_with(dropped ? "exception_thrown_away" : "swallowed_exception", result, *broken,
                       fmt::format("{} threw, but evaluate returned {}: {}", name, result.value,
                                   dropped ? "nobody asked its future for the result."
                                           : "something caught the exception."));
    }
    if (result.ending != ending::threw) {
      expect_return(result, name + " threw");
      return;
    }
    if (result.exception_type != "expression::operation_error" || result.detail != text)
      FAIL() << name << " threw, but another exception left evaluate: " << result.exception_type
             << ": " << result.detail;
  }
}

TEST_F(Expression, GivesTheSameValueOnEveryBackend) {
  const auto x = fresh_operands();
  for (const auto& backend : judge::backends_of(judge::session::current().what())) {
    const auto result = evaluate(x, {.backend = backend.name,
                                     .workers = backend.bounded_workers ? 3u : 0u,
                                     .pace = pace::prompt});
    if (!expect_value(result, value_of(x), "backend " + backend.name)) return;
  }
}

}  // namespace
