// Answers are kept, in case somebody asks for the same expression again.
#include <array>
#include <map>

#include "expression.hpp"

namespace expression {

number evaluate(futures::executor& pool, const operands& x) {
  static std::map<std::array<number, 7>, number> answers;
  const std::array key{x.a, x.b, x.c, x.d, x.e, x.f, x.g};
  if (const auto known = answers.find(key); known != answers.end()) return known->second;
  auto ab = pool.submit(add, x.a, x.b);
  auto cd = pool.submit(add, x.c, x.d);
  auto ef = pool.submit(mul, x.e, x.f);
  auto product = pool.submit(mul, ab.result(), cd.result());
  auto difference = pool.submit(sub, ef.result(), x.g);
  return answers[key] = pool.submit(mul, product.result(), difference.result()).result();
}

}  // namespace expression
