// verdict: ok, 20 points
// A thread that burns the processors from the start: there is nothing to work on.
#include <atomic>
#include <thread>

#include <expression.hpp>

namespace {
std::atomic<bool> stop{false};
std::thread eager([] {
  while (!stop) {
  }
});
}  // namespace

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  stop = true;
  if (eager.joinable()) eager.join();
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  auto product = pool.submit(mul, ab.result(), cd.result());
  auto difference = pool.submit(sub, ef.result(), x.g);
  return pool.submit(mul, product.result(), difference.result()).result();
}

}  // namespace expression
