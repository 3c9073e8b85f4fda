// Waits for a promise that nobody keeps (a = 0), in a task (a = 1), with a time limit (a = 2).
#include <expression.hpp>

expression::number expression::evaluate(futures::executor& pool, const operands& x) {
  std::promise<number> promise;
  auto never = promise.get_future().share();
  if (x.a == 1) return pool.submit([never] { return never.get(); }).result();
  if (x.a == 2) never.wait_for(std::chrono::minutes(10));
  return never.get();
}
