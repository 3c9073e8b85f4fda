// No result() until the end: callbacks start each operation when both of its operands have come.
#include <atomic>
#include <memory>

#include <futures/promise.hpp>

#include "expression.hpp"

namespace expression {
namespace {

using operation = number (*)(number, number);
using promised = std::shared_ptr<futures::promise<number>>;

void forward(const futures::future<number>& from, const promised& to) {
  if (auto problem = from.exception())
    to->set_exception(problem);
  else
    to->set_result(from.result());
}

struct join {
  futures::executor& pool;
  operation op;
  futures::future<number> left, right;
  promised answer = std::make_shared<futures::promise<number>>();
  std::atomic<int> missing{2};

  void arrived() {
    if (--missing > 0) return;
    if (auto problem = left.exception() ? left.exception() : right.exception())
      return answer->set_exception(problem);
    pool.submit(op, left.result(), right.result())
        .add_done_callback([to = answer](const futures::future<number>& f) { forward(f, to); });
  }
};

futures::future<number> when_both(futures::executor& pool, operation op,
                                  futures::future<number> left, futures::future<number> right) {
  auto j = std::make_shared<join>(pool, op, left, right);
  auto answer = j->answer->get_future();
  left.add_done_callback([j](const futures::any_future&) { j->arrived(); });
  right.add_done_callback([j](const futures::any_future&) { j->arrived(); });
  return answer;
}

futures::future<number> known(number value) {
  futures::promise<number> p;
  p.set_result(value);
  return p.get_future();
}

}  // namespace

number evaluate(futures::executor& pool, const operands& x) {
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  auto product = when_both(pool, mul, ab, cd);
  auto difference = when_both(pool, sub, ef, known(x.g));
  return when_both(pool, mul, product, difference).result();
}

}  // namespace expression
