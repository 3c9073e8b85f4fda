// Level by level: a vector of futures for each level of the expression.
#include <vector>

#include "expression.hpp"

using namespace expression;

namespace {

struct job {
  number (*op)(number, number);
  number x, y;
};

std::vector<number> run_level(futures::executor& pool, const std::vector<job>& jobs) {
  std::vector<futures::future<number>> pending;
  for (const auto& j : jobs) pending.push_back(pool.submit(j.op, j.x, j.y));
  std::vector<number> values;
  for (const auto& f : pending) values.push_back(f.result());
  return values;
}

}  // namespace

number expression::evaluate(futures::executor& pool, const operands& x) {
  auto first = run_level(pool, {{add, x.a, x.b}, {add, x.c, x.d}, {mul, x.e, x.f}});
  auto second = run_level(pool, {{mul, first[0], first[1]}, {sub, first[2], x.g}});
  return run_level(pool, {{mul, second[0], second[1]}}).front();
}
