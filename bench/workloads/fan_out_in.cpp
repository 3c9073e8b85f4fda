// SPDX-License-Identifier: MIT
// fan_out_in: 64 small tasks, all waited for, then the next 64: what a barrier costs.
//
// Each round's tasks use the sum of the round before, so that none can start early.
//
// Source: the test `super_super_light` of Stanford's CS149, assignment 2: 400 launches of 64 tasks.
#include "bench/workload.hpp"

namespace bench {
namespace {

constexpr std::int64_t width = 64;
constexpr std::int64_t modulus = 1'000'003;  // a prime

/// The square of a number below the modulus, plus one: cheap, and no round can be skipped.
std::int64_t term(std::int64_t before, std::int64_t i) {
  const auto base = (before + i) % modulus;
  return (base * base + 1) % modulus;
}

std::int64_t run(futures::executor& pool, std::int64_t rounds) {
  std::int64_t sum = 0;
  std::vector<futures::future<std::int64_t>> terms;
  terms.reserve(width);
  for (; rounds > 0; --rounds) {
    for (std::int64_t i = 0; i < width; ++i) terms.push_back(pool.submit(term, sum, i));
    sum = 0;
    for (const auto& each : terms) sum += each.result();
    terms.clear();
  }
  return sum;
}

std::int64_t answer(std::int64_t rounds) {
  std::int64_t sum = 0;
  for (; rounds > 0; --rounds) {
    const auto before = std::exchange(sum, 0);
    for (std::int64_t i = 0; i < width; ++i) sum += term(before, i);
  }
  return sum;
}

const workload_registration registered{
    {.name = "fan_out_in",
     .summary = "64 tasks, wait for all, N times over: barriers",
     .sizes = {.tiny = 2, .quick = 10, .full = 400},
     .labels = {stress::latency, stress::spawn_overhead, stress::dependencies},
     .run = run,
     .answer = answer,
     .tasks = [](std::int64_t rounds) { return rounds * width; }}};

}  // namespace
}  // namespace bench
