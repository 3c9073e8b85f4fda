// Many more tasks than a trace holds; then it waits for ever (a = 1), crashes (a = 2), or does not
// end (a = 3).
#include <expression.hpp>
#include <future>

expression::number expression::evaluate(futures::executor& pool, const operands& x) {
  for (int i = 0; i < 20'000; ++i) pool.submit([] {}).result();
  std::promise<number> promise;
  if (x.a == 1) return promise.get_future().get();
  int* volatile nowhere = nullptr;
  if (x.a == 2) *nowhere = 1;
  volatile bool never = false;
  while (x.a == 3 && !never) continue;
  return pool.submit(add, x.a, x.b).result();
}
