// SPDX-License-Identifier: MIT
// What the judge knows of the exercise.
#include "exercises/expression/reference.hpp"

#include <random>
#include <set>

namespace expression {
namespace {

constexpr auto add = static_cast<std::uint32_t>(operation::add);
constexpr auto sub = static_cast<std::uint32_t>(operation::sub);
constexpr auto mul = static_cast<std::uint32_t>(operation::mul);

/// The results of all six operations, the value last.
operand_list results_of(const operand_list& x) {
  const auto left = apply(add, x[0], x[1]), right = apply(add, x[2], x[3]);
  const auto product = apply(mul, x[4], x[5]), difference = apply(sub, product, x[6]);
  const auto sums = apply(mul, left, right);
  return {left, right, product, difference, sums, apply(mul, sums, difference)};
}

}  // namespace

std::int64_t value_of(const operand_list& x) { return results_of(x).back(); }

operand_list fresh_operands() {
  static std::mt19937_64 random(std::random_device{}());
  std::uniform_int_distribution<std::int64_t> pick(-999, 999);
  for (;;) {
    operand_list x(lectures_operands.size());
    for (auto& each : x) each = pick(random);
    const auto results = results_of(x);
    std::set<std::int64_t> all(x.begin(), x.end());
    all.insert(results.begin(), results.end());
    if (all.size() == x.size() + results.size() && !all.contains(0) && !all.contains(1)) return x;
  }
}

}  // namespace expression
