// SPDX-License-Identifier: MIT
// One row for each rule.
#include "grader/judge/explain/advice.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace judge {
namespace {

struct counsel {
  std::string_view rule;
  const char* advice;
  const char* cost;  ///< without steps and points
};

constexpr auto hidden = "No steps here: other waits hide it.";
constexpr auto no_points = "No points in these checks.";
constexpr auto luck =
    "None for certain: what happens is luck, from the right value to a crash, here or elsewhere.";
constexpr auto not_ended = "The value: this run ended without one.";

constexpr counsel all[] = {
    // Waits and operations that delay what does not need them.
    {"result_right_after_submit",
     "Keep the future, submit what else can start, and call result() after that.", hidden},
    {"waits_in_the_loop_that_submits",
     "Submit all in one loop, keep the futures, and read the results in another.", hidden},
    {"waits_for_all_first", "Wait only for those whose values the next operation needs.", hidden},
    {"waits_too_early", "Call result() only where the next operation needs the value.", hidden},
    {"head_of_line_waiting",
     "Go on with the value that is there first, by as_completed() or by a task that waits for what "
     "it needs alone.",
     hidden},
    {"computes_before_it_submits", "Give each operation a task of its own, and submit it first.",
     hidden},
    {"several_operations_in_one_task", "Give each operation a task of its own.", hidden},
    {"lost_parallelism",
     "Submit every operation as soon as its operands are known, and wait as late as you can.",
     hidden},
    {"one_operation_at_a_time",
     "Submit all operations whose operands are known before you wait for any of them.", hidden},
    // Threads that wait in the wrong way.
    {"nested_wait", "Let evaluate wait, and submit what comes next with the values.",
     "None here; on a pool whose workers cannot run what they wait for it hangs."},
    {"blocks_in_a_callback", "Submit what comes next as a task, in place of waiting.",
     "None here; on a pool that is busy it takes away a worker, and the last one of them hangs."},
    {"sleeps", "Wait by result(), which ends as soon as the value is there.",
     "The time that it sleeps, in every run."},
    {"busy_waiting", "Wait by result() or wait(), which sleep until the value is there.",
     not_ended},
    // Work that the pool does not bound.
    {"pool_of_its_own", "Use the pool that evaluate is given, for every task.",
     "None here; its threads come on top of max_workers, on a busy machine at others' cost."},
    {"own_threads", "Give it to pool.submit, and keep the future.",
     "None here; threads without a bound cost memory and time as soon as there are many."},
    {"outside_the_pool", "Give it to pool.submit in place of calling it.", no_points},
    {"too_many_at_once",
     "Start no threads in a task: give each operation to pool.submit, which keeps to max_workers.",
     no_points},
    // Operations that are not those of the exercise.
    {"operation_done_twice", "Keep the future or the value of the first time, and use it twice.",
     no_points},
    {"operations_missing",
     "Do each operation of the expression once: no fewer, and none whose value is not needed.",
     no_points},
    {"operand_not_computed",
     "Take each operand from x or from the result() of the future that computes it.", no_points},
    {"constant_answer", "Compute the value by add, sub and mul, from x.a to x.g.", no_points},
    {"result_never_read", "Use the value, or leave the operation out.",
     "The time of an operation that nobody needs."},
    // Exceptions.
    {"swallowed_exception", "Do not catch what result() throws: leave it to evaluate's caller.",
     no_points},
    {"exception_thrown_away",
     "Keep each future, and call result() on it: it throws what the task threw.", no_points},
    // Where a run was when it ended.
    {"deadlock", "Draw who waits for whom: somebody has to wait for less, or to come first.",
     not_ended},
    {"circle_of_waits",
     "Break the circle: submit one of these tasks after the other has given its value.", not_ended},
    {"waits_by_hand",
     "Wait by result(): a worker that waits for a task that has not started runs it.", not_ended},
    {"still_running", "Look for a loop or a recursion that does not end.", not_ended},
    {"crash", "Run your code with -g -fsanitize=address, and look at the line that it names.",
     not_ended},
    {"endless_recursion", "Give the recursion a case that ends it, and see that it gets there.",
     not_ended},
    {"forbidden_call", "Leave it out: compute in this process, on the pool that you are given.",
     not_ended},
    // What a sanitizer sees.
    {"dead_reference",
     "Let the task capture it by value ([=] or [name = name]), or keep it until the last task that "
     "uses it is done: wait for the task's future before the variable goes.",
     luck},
    {"out_of_bounds", "Look at the index and at the size.", luck},
    {"freed_twice", "Let one owner free it, for example a std::unique_ptr.", luck},
    {"data_race",
     "Let each task return its value and combine the futures' results, or make the variable a "
     "std::atomic, or guard it with a std::mutex.",
     luck},
    // Times that mean nothing.
    {"no_work", "Do all operations in evaluate, and wait for all of them before it returns.",
     no_points},
    {"impossible_speed",
     "Compute the value from the operands of this call, operation by operation.", no_points},
};

const counsel* find(std::string_view rule) {
  const auto found = std::ranges::find(all, rule, &counsel::rule);
  return found == std::end(all) ? nullptr : found;
}

}  // namespace

std::string advice_on(std::string_view rule) {
  const auto* const found = find(rule);
  return found == nullptr ? "" : found->advice;
}

std::string cost_without_loss(std::string_view rule) {
  const auto* const found = find(rule);
  return found == nullptr ? "" : found->cost;
}

bool is_cause_of(std::string_view rule, std::string_view other) {
  return (rule == "own_threads" || rule == "pool_of_its_own") &&
         (other == "outside_the_pool" || other == "too_many_at_once");
}

reports::diagnosis diagnosis_of(mistake found) {
  auto advice = advice_on(found.rule);
  return {.rule = std::move(found.rule),
          .file = {},
          .line = found.line,
          .message = std::move(found.message),
          .cost = std::move(found.cost),
          .advice = std::move(advice)};
}

}  // namespace judge
