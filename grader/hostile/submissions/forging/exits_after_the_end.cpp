// verdict: ok, 20 points
// A destructor that would spoil the exit code; nobody waits for it.
#include <unistd.h>

#include <expression.hpp>

namespace {
struct spoiler {
  ~spoiler() { _exit(3); }
} at_the_end;
}  // namespace

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  auto product = pool.submit(mul, ab.result(), cd.result());
  auto difference = pool.submit(sub, ef.result(), x.g);
  return pool.submit(mul, product.result(), difference.result()).result();
}

}  // namespace expression
