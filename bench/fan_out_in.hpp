// SPDX-License-Identifier: MIT
// 64 small tasks, all waited for, then the next 64: what a barrier costs.
//
// Each round's tasks use the sum of the round before, so that none can start early.
//
// Source: the test `super_super_light` of Stanford's CS149, assignment 2: 400 launches of 64 tasks.
#pragma once

#include <utility>
#include <vector>

#include "futures/executor.hpp"

namespace bench {

constexpr std::int64_t fan_width = 64;
/// The square of a number below the modulus, plus one: cheap, and no round can be skipped.
inline std::int64_t fan_term(std::int64_t before, std::int64_t i) {
  constexpr std::int64_t modulus = 1'000'003;  // a prime
  const auto base = (before + i) % modulus;
  return (base * base + 1) % modulus;
}

/// In tasks: each round submits its own and waits for all.
inline std::int64_t run_fan_out_in(futures::executor& pool, std::int64_t rounds) {
  std::int64_t sum = 0;
  std::vector<futures::future<std::int64_t>> terms;
  terms.reserve(fan_width);
  for (; rounds > 0; --rounds) {
    for (std::int64_t i = 0; i < fan_width; ++i) terms.push_back(pool.submit(fan_term, sum, i));
    sum = 0;
    for (const auto& each : terms) sum += each.result();
    terms.clear();
  }
  return sum;
}

/// The right answer, by a loop.
inline std::int64_t fan_out_in(std::int64_t rounds) {
  std::int64_t sum = 0;
  for (; rounds > 0; --rounds) {
    const auto before = std::exchange(sum, 0);
    for (std::int64_t i = 0; i < fan_width; ++i) sum += fan_term(before, i);
  }
  return sum;
}

}  // namespace bench
