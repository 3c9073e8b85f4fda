// SPDX-License-Identifier: MIT
// The checks of the expression exercise; exercise.toml says what each is worth.
#include <fmt/format.h>

#include "exercises/expression/reference.hpp"
#include "grader/judge/exercise_test.hpp"

judge::operation_table judge::exercise_operations() {
  return {.names = {"add", "sub", "mul"}, .apply = expression::apply};
}

std::vector<judge::number> judge::exercise_operands() { return expression::fresh_operands(); }

namespace {

using expression::fresh_operands, expression::graph, expression::operand_list, expression::value_of;
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
  /// Fails the test, and names the mistake.
  static void fail_with(const std::string& rule, const std::string& message) {
    judge::session::current().add_diagnosis({.rule = rule, .message = message});
    ADD_FAILURE() << message;
  }
  static std::string with_workers(unsigned workers) {
    return workers == 1 ? "one worker" : fmt::format("{} workers", workers);
  }
  /// Runs in virtual time and notes the makespan beside the optimum.
  static run_result evaluate_in_steps(const operand_list& x, unsigned workers) {
    auto result = evaluate(x, {.workers = workers});
    reports::virtual_time_row row{.workers = static_cast<int>(workers),
                                  .optimum = graph.optimum(static_cast<int>(workers)),
                                  .serial = graph.serial()};
    if (result.ending == ending::returned) row.makespan = result.makespan;
    judge::session::current().add_virtual_time(row);
    return result;
  }
};

TEST_F(Expression, EvaluatesTheLecturesExample) {
  const auto& x = expression::lectures_operands;
  expect_value(evaluate(x, {.pace = pace::prompt}), value_of(x), "the lecture's operands");
}

TEST_F(Expression, EvaluatesRandomOperands) {
  for (int round = 0; round < 3; ++round) {
    const auto x = fresh_operands();
    if (!expect_value(evaluate(x, {.pace = pace::prompt}), value_of(x), where(x))) return;
  }
}

TEST_F(Expression, DoesEachOperationOnceOnKnownOperands) {
  const auto x = fresh_operands();
  const auto result = evaluate(x);
  if (!expect_return(result, where(x))) return;
  if (const auto wrong = judge::misuse_of_operations(result, x, table, expression::operation_count))
    fail_with("misused_operation", fmt::format("{} ({})", *wrong, where(x)));
}

TEST_F(Expression, ReachesTheCriticalPath) {
  double worst = 1;
  std::string message;
  for (const unsigned workers : {2u, 3u, 8u}) {
    const auto result = evaluate_in_steps(fresh_operands(), workers);
    if (!expect_return(result, with_workers(workers))) return;
    const auto optimum = graph.optimum(static_cast<int>(workers));
    const auto share = judge::share_of_gain(result.makespan, graph.serial(), optimum);
    if (share < worst) {
      worst = share;
      message = fmt::format("{} steps on {}, where {} are possible; one at a time takes {}.",
                            result.makespan, with_workers(workers), optimum, graph.serial());
    }
  }
  if (worst == 1) return;
  give_credit(worst);
  fail_with(worst == 0 ? "one_operation_at_a_time" : "lost_parallelism", message);
}

TEST_F(Expression, RunsItsOperationsOnThePool) {
  const auto x = fresh_operands();
  const auto blocked = evaluate(x, {.workers = 1, .plugged = true});
  for (const auto& each : blocked.operations)
    if (each.off_the_pool)
      return fail_with("outside_the_pool", to_text(each, table) +
                                               " ran although the pool's only worker was "
                                               "blocked: it ran outside the pool.");
  if (blocked.operations.empty()) FAIL() << "No operation was asked for at all.";
  for (const unsigned workers : {1u, 2u}) {
    const auto result = evaluate(x, {.workers = workers});
    if (result.most_at_once > workers)
      return fail_with("too_many_at_once",
                       fmt::format("{} operations ran at once on a pool with {}.",
                                   result.most_at_once, with_workers(workers)));
  }
}

TEST_F(Expression, NeedsNoMoreThanOneWorker) {
  const auto x = fresh_operands();
  expect_value(evaluate_in_steps(x, 1), value_of(x), "one worker");
}

TEST_F(Expression, PassesOnTheExceptionOfAnOperation) {
  for (std::size_t failing = 0; failing < expression::operation_count; ++failing) {
    const auto x = fresh_operands();
    const auto text = fmt::format("operation {} failed", x[failing]);
    std::string broken;
    const auto result = evaluate(x, {.pace = pace::prompt, .fails = [&](const auto& asked) {
                                       const bool now =
                                           broken.empty() && asked.answer_index == failing;
                                       if (now) broken = to_text(asked, table);
                                       return now ? std::optional(text) : std::nullopt;
                                     }});
    if (broken.empty())
      FAIL() << "Only " << failing << " operations were asked for, so none could fail.";
    if (result.ending == ending::returned)
      return fail_with("swallowed_exception",
                       fmt::format("{} threw, but evaluate returned {}.", broken, result.value));
    if (result.ending != ending::threw) {
      expect_return(result, broken + " threw");
      return;
    }
    if (result.exception_type != "expression::operation_error" || result.detail != text)
      FAIL() << broken << " threw, but another exception left evaluate: " << result.exception_type
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
