// SPDX-License-Identifier: MIT
// expression: the lecture's (3+7)*(2+8)*((2*3)-1), where each operation takes its time.
//
// How it works. An operation burns CPU on a chain of steps, each of which needs the one before, so
// that neither the compiler nor the processor can shorten it. Of the six operations four follow one
// another on two workers, three on three or more: the best speedups are 1.5 and 2.
#include <benchmark/benchmark.h>

#include "bench/workload.hpp"

namespace bench {
namespace {

using number = std::int64_t;

/// Knuth's 64-bit linear congruential generator (MMIX), `steps` times: 4 or 5 cycles a step.
void burn(std::int64_t steps) {
  auto state = static_cast<std::uint64_t>(steps);
  for (; steps > 0; --steps) state = state * 6364136223846793005U + 1442695040888963407U;
  benchmark::DoNotOptimize(state);
}

number add(number x, number y, std::int64_t steps) {
  burn(steps);
  return x + y;
}

number sub(number x, number y, std::int64_t steps) {
  burn(steps);
  return x - y;
}

number mul(number x, number y, std::int64_t steps) {
  burn(steps);
  return x * y;
}

number run(futures::executor& pool, std::int64_t steps) {
  const auto six = pool.submit(mul, 2, 3, steps);  // first: the longest path begins here
  const auto left = pool.submit(add, 3, 7, steps);
  const auto middle = pool.submit(add, 2, 8, steps);
  const auto right = pool.submit(sub, six.result(), 1, steps);
  const auto product = pool.submit(mul, left.result(), middle.result(), steps);
  return pool.submit(mul, product.result(), right.result(), steps).result();
}

number serial(std::int64_t steps) {
  const auto product = mul(add(3, 7, steps), add(2, 8, steps), steps);
  return mul(product, sub(mul(2, 3, steps), 1, steps), steps);
}

const workload_registration registered{
    {.name = "expression",
     .summary = "the lecture's expression, 6 operations that burn CPU: speedup",
     .sizes = {.tiny = 100, .quick = 200'000, .full = 2'000'000},
     .labels = {stress::computation, stress::dependencies},
     .run = run,
     .answer = [](std::int64_t) -> std::int64_t { return (3 + 7) * (2 + 8) * ((2 * 3) - 1); },
     .tasks = [](std::int64_t) -> std::int64_t { return 6; },
     .serial = serial}};

}  // namespace
}  // namespace bench
